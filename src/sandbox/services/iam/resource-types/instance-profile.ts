import type { InstanceProfile } from '@aws-sdk/client-iam';

import { ifPresent } from '../../../kernel/absence.ts';
import { given } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { changes } from './properties.ts';

type InstanceProfileProperties = {
  readonly InstanceProfileName?: string;
  readonly Path?: string;
  readonly Roles: readonly string[];
};

export const instanceProfileType: ResourceType<InstanceProfileProperties> = {
  // CloudFormation waits two minutes for an instance profile to be seen everywhere.
  seconds: { create: 120, update: 15, delete: 2 },
  create(wanted, context) {
    const name = wanted.InstanceProfileName ?? context.generatedName(128);
    context.invoke('iam', 'CreateInstanceProfile', { InstanceProfileName: name, ...given(wanted, ['Path']) });
    orUndo(
      () => setRoles(name, [], wanted.Roles, context),
      () => context.invoke('iam', 'DeleteInstanceProfile', { InstanceProfileName: name }),
    );
    return { physicalId: name };
  },
  update(name, wanted, previous, context) {
    setRoles(name, previous.Roles, wanted.Roles, context);
  },
  delete(name, _properties, context) {
    ifPresent(['NoSuchEntity'], () => {
      const held = profile(name, context)?.Roles?.flatMap(({ RoleName }) => RoleName ?? []) ?? [];
      setRoles(name, held, [], context);
      context.invoke('iam', 'DeleteInstanceProfile', { InstanceProfileName: name });
    });
  },
  attributes: (name, _properties, context) => ({ Arn: profile(name, context)?.Arn }),
};

function setRoles(
  name: string,
  previous: readonly string[],
  wanted: readonly string[],
  context: ResourceContext,
): void {
  const { added, removed } = changes(previous, wanted);
  const input = { InstanceProfileName: name };
  for (const RoleName of removed) context.invoke('iam', 'RemoveRoleFromInstanceProfile', { ...input, RoleName });
  for (const RoleName of added) context.invoke('iam', 'AddRoleToInstanceProfile', { ...input, RoleName });
}

function profile(name: string, context: ResourceContext): InstanceProfile | undefined {
  const input = { InstanceProfileName: name };
  return context.invoke('iam', 'GetInstanceProfile', input).InstanceProfile;
}
