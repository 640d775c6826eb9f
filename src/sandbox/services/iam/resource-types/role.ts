import type { GetRoleResponse } from '@aws-sdk/client-iam';

import { ifPresent } from '../../../kernel/absence.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { numeric, refuseUnknown, resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { iamOf } from '../state.ts';
import { reconcileHolder, stripHolder } from './holder-policies.ts';
import type { HolderProperties } from './properties.ts';

interface RoleProperties extends HolderProperties {
  readonly RoleName?: string;
  readonly AssumeRolePolicyDocument: unknown;
  readonly Description?: string;
  readonly MaxSessionDuration?: number | string;
}

/** IAM's default, to which removing the property goes back. */
const DEFAULT_SESSION_SECONDS = 3_600;

const PROPERTIES = [
  'AssumeRolePolicyDocument',
  'Description',
  'ManagedPolicyArns',
  'MaxSessionDuration',
  'Path',
  'PermissionsBoundary',
  'Policies',
  'RoleName',
  'Tags',
];

export const roleType: ResourceType = {
  // CloudFormation waits out the propagation of a role.
  seconds: { create: 15, update: 10, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::IAM::Role', properties, PROPERTIES);
    const wanted = properties as Properties & RoleProperties;
    const name = wanted.RoleName ?? context.generatedName(64);
    context.invoke('iam', 'CreateRole', creation(name, wanted, context));
    orUndo(
      () => putPolicies(name, wanted, context),
      () => removeRole(name, wanted, context),
    );
    return { physicalId: name };
  },
  update(name, properties, before, context) {
    const [wanted, previous] = [properties as Properties & RoleProperties, before as Properties & RoleProperties];
    const trust = documentText(wanted.AssumeRolePolicyDocument);
    if (trust !== documentText(previous.AssumeRolePolicyDocument)) {
      context.invoke('iam', 'UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument: trust });
    }
    context.invoke('iam', 'UpdateRole', {
      RoleName: name,
      Description: wanted.Description ?? '',
      MaxSessionDuration: numeric(wanted.MaxSessionDuration) ?? DEFAULT_SESSION_SECONDS,
    });
    reconcileHolder({ kind: 'Role', name }, { previous, wanted }, context);
  },
  delete(name, properties, context) {
    ifPresent(['NoSuchEntity'], () => removeRole(name, properties as Properties & RoleProperties, context));
  },
  exists: (name, context) => Object.hasOwn(iamOf(context).roles, name),
  attributes(name, _properties, context) {
    const { Role } = context.invoke<GetRoleResponse>('iam', 'GetRole', { RoleName: name });
    return { Arn: Role?.Arn, RoleId: Role?.RoleId };
  },
};

function creation(name: string, wanted: RoleProperties, context: ResourceContext): object {
  const seconds = numeric(wanted.MaxSessionDuration);
  return {
    RoleName: name,
    AssumeRolePolicyDocument: documentText(wanted.AssumeRolePolicyDocument),
    ...(wanted.Path && { Path: wanted.Path }),
    ...(wanted.Description !== undefined && { Description: wanted.Description }),
    ...(seconds !== undefined && { MaxSessionDuration: seconds }),
    ...(wanted.PermissionsBoundary && { PermissionsBoundary: wanted.PermissionsBoundary }),
    Tags: tagList(resourceTags(wanted, context)),
  };
}

function putPolicies(name: string, wanted: RoleProperties, context: ResourceContext): void {
  for (const { PolicyName, PolicyDocument } of wanted.Policies ?? []) {
    const input = { RoleName: name, PolicyName, PolicyDocument: documentText(PolicyDocument) };
    context.invoke('iam', 'PutRolePolicy', input);
  }
  for (const PolicyArn of wanted.ManagedPolicyArns ?? []) {
    context.invoke('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn });
  }
}

function removeRole(name: string, properties: RoleProperties, context: ResourceContext): void {
  stripHolder({ kind: 'Role', name }, properties, context);
  context.invoke('iam', 'DeleteRole', { RoleName: name });
}
