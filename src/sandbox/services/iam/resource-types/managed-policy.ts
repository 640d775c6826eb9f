import { ifPresent } from '../../../kernel/absence.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { given, refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { changes } from './properties.ts';

type ManagedPolicyProperties = {
  readonly ManagedPolicyName?: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly PolicyDocument: unknown;
  readonly Roles?: readonly string[];
  readonly Users?: readonly string[];
};

const PROPERTIES = ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles', 'Users'];

export const managedPolicyType: ResourceType<ManagedPolicyProperties> = {
  seconds: { create: 14, update: 10, delete: 2 },
  create(wanted, context) {
    refuseUnknown('AWS::IAM::ManagedPolicy', wanted, PROPERTIES);
    const { Policy } = context.invoke('iam', 'CreatePolicy', {
      PolicyName: wanted.ManagedPolicyName ?? context.generatedName(128),
      PolicyDocument: documentText(wanted.PolicyDocument),
      ...given(wanted, ['Path', 'Description']),
    });
    const arn = Policy?.Arn ?? '';
    orUndo(
      () => attach(arn, { Roles: [], Users: [] }, wanted, context),
      () => removePolicy(arn, context),
    );
    return { physicalId: arn };
  },
  update(arn, wanted, previous, context) {
    const document = documentText(wanted.PolicyDocument);
    if (document !== documentText(previous.PolicyDocument)) replaceVersion(arn, document, context);
    attach(arn, previous, wanted, context);
  },
  delete(arn, _properties, context) {
    ifPresent(['NoSuchEntity'], () => removePolicy(arn, context));
  },
  attributes: (arn) => ({ PolicyArn: arn }),
};

/** Of a policy's five versions CloudFormation keeps only the newest ones: the oldest makes room. */
function replaceVersion(arn: string, document: string, context: ResourceContext): void {
  const { Versions = [] } = context.invoke('iam', 'ListPolicyVersions', { PolicyArn: arn });
  const oldest = Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion).at(-1);
  if (Versions.length >= 5 && oldest) {
    context.invoke('iam', 'DeletePolicyVersion', { PolicyArn: arn, VersionId: oldest.VersionId });
  }
  context.invoke('iam', 'CreatePolicyVersion', { PolicyArn: arn, PolicyDocument: document, SetAsDefault: true });
}

type Attachments = Pick<ManagedPolicyProperties, 'Roles' | 'Users'>;

function attach(PolicyArn: string, previous: Attachments, wanted: Attachments, context: ResourceContext): void {
  const roles = changes(previous.Roles, wanted.Roles);
  const users = changes(previous.Users, wanted.Users);
  for (const RoleName of roles.removed) context.invoke('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
  for (const UserName of users.removed) context.invoke('iam', 'DetachUserPolicy', { UserName, PolicyArn });
  for (const RoleName of roles.added) context.invoke('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  for (const UserName of users.added) context.invoke('iam', 'AttachUserPolicy', { UserName, PolicyArn });
}

/** CloudFormation detaches the policy from whatever holds it, whoever attached it. */
function removePolicy(PolicyArn: string, context: ResourceContext): void {
  const input = { PolicyArn };
  const holders = context.invoke('iam', 'ListEntitiesForPolicy', input);
  for (const { RoleName } of holders.PolicyRoles ?? [])
    context.invoke('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
  for (const { UserName } of holders.PolicyUsers ?? [])
    context.invoke('iam', 'DetachUserPolicy', { UserName, PolicyArn });
  const { Versions = [] } = context.invoke('iam', 'ListPolicyVersions', input);
  for (const { VersionId, IsDefaultVersion } of Versions) {
    if (!IsDefaultVersion) context.invoke('iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
  }
  context.invoke('iam', 'DeletePolicy', input);
}
