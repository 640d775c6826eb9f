import type { CreateRoleRequest } from '@aws-sdk/client-iam';

import { ifPresent } from '../../../kernel/absence.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { given, refuseUnknown, resourceTags } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { iamOf } from '../state.ts';
import { reconcileHolder, stripHolder } from './holder-policies.ts';
import type { HolderProperties } from './properties.ts';

type RoleProperties = HolderProperties & {
  readonly RoleName?: string;
  readonly AssumeRolePolicyDocument: unknown;
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
};

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

export const roleType: ResourceType<RoleProperties> = {
  // CloudFormation waits out the propagation of a role.
  seconds: { create: 15, update: 10, delete: 2 },
  create(wanted, context) {
    refuseUnknown('AWS::IAM::Role', wanted, PROPERTIES);
    const name = wanted.RoleName ?? context.generatedName(64);
    context.invoke('iam', 'CreateRole', creation(name, wanted, context));
    orUndo(
      () => putPolicies(name, wanted, context),
      () => removeRole(name, wanted, context),
    );
    return { physicalId: name };
  },
  update(name, wanted, previous, context) {
    const trust = documentText(wanted.AssumeRolePolicyDocument);
    if (trust !== documentText(previous.AssumeRolePolicyDocument)) {
      context.invoke('iam', 'UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument: trust });
    }
    context.invoke('iam', 'UpdateRole', {
      RoleName: name,
      Description: wanted.Description ?? '',
      MaxSessionDuration: wanted.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS,
    });
    reconcileHolder({ kind: 'Role', name }, { previous, wanted }, context);
  },
  delete(name, properties, context) {
    ifPresent(['NoSuchEntity'], () => removeRole(name, properties, context));
  },
  exists: (name, context) => Object.hasOwn(iamOf(context).roles, name),
  attributes(name, _properties, context) {
    const { Role } = context.invoke('iam', 'GetRole', { RoleName: name });
    return { Arn: Role?.Arn, RoleId: Role?.RoleId };
  },
};

function creation(name: string, wanted: RoleProperties, context: ResourceContext): CreateRoleRequest {
  return {
    RoleName: name,
    AssumeRolePolicyDocument: documentText(wanted.AssumeRolePolicyDocument),
    ...given(wanted, ['Path', 'Description', 'MaxSessionDuration', 'PermissionsBoundary']),
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
