import { ifPresent } from '../../../kernel/absence.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { ResourceContext } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { changes, type EmbeddedPolicy, type HolderProperties } from './properties.ts';

/** A role or user whose policies CloudFormation manages. */
interface Holder {
  readonly kind: 'Role' | 'User';
  readonly name: string;
}

/** An update that failed half-way is rolled back from what it wanted, not all of which it had attached. */
const NOT_ATTACHED = ['NoSuchEntity'];

/** Brings policies, boundary and tags from what the template said before to what it says now. */
export function reconcileHolder(
  holder: Holder,
  { previous, wanted }: { readonly previous: HolderProperties; readonly wanted: HolderProperties },
  context: ResourceContext,
): void {
  const call = (operation: string, input: object) =>
    context.invoke('iam', operation, { [`${holder.kind}Name`]: holder.name, ...input });
  reconcileInline(previous.Policies ?? [], wanted.Policies ?? [], (verb, input) =>
    call(`${verb}${holder.kind}Policy`, input),
  );
  const attached = changes(previous.ManagedPolicyArns, wanted.ManagedPolicyArns);
  for (const PolicyArn of attached.removed) {
    ifPresent(NOT_ATTACHED, () => call(`Detach${holder.kind}Policy`, { PolicyArn }));
  }
  for (const PolicyArn of attached.added) call(`Attach${holder.kind}Policy`, { PolicyArn });
  if (wanted.PermissionsBoundary !== previous.PermissionsBoundary) {
    if (wanted.PermissionsBoundary === undefined) call(`Delete${holder.kind}PermissionsBoundary`, {});
    else call(`Put${holder.kind}PermissionsBoundary`, { PermissionsBoundary: wanted.PermissionsBoundary });
  }
  const tags = { previous: resourceTags(previous, context), wanted: resourceTags(wanted, context) };
  const stale = removedKeys(tags.previous, tags.wanted);
  if (stale.length > 0) call(`Untag${holder.kind}`, { TagKeys: stale });
  call(`Tag${holder.kind}`, { Tags: tagList(tags.wanted) });
}

/** Takes everything off a holder that its template put on it, so that it can be deleted. */
export function stripHolder(holder: Holder, properties: HolderProperties, context: ResourceContext): void {
  const name = { [`${holder.kind}Name`]: holder.name };
  const { PolicyNames } = context.invoke<{ PolicyNames: string[] }>('iam', `List${holder.kind}Policies`, name);
  const { AttachedPolicies } = context.invoke<{ AttachedPolicies: { PolicyArn: string }[] }>(
    'iam',
    `ListAttached${holder.kind}Policies`,
    name,
  );
  for (const { PolicyName } of properties.Policies ?? []) {
    if (PolicyNames.includes(PolicyName)) context.invoke('iam', `Delete${holder.kind}Policy`, { ...name, PolicyName });
  }
  for (const PolicyArn of properties.ManagedPolicyArns ?? []) {
    if (AttachedPolicies.some((attached) => attached.PolicyArn === PolicyArn)) {
      context.invoke('iam', `Detach${holder.kind}Policy`, { ...name, PolicyArn });
    }
  }
}

function reconcileInline(
  previous: readonly EmbeddedPolicy[],
  wanted: readonly EmbeddedPolicy[],
  call: (verb: 'Put' | 'Delete', input: object) => void,
): void {
  const { removed } = changes(previous.map(nameOf), wanted.map(nameOf));
  for (const PolicyName of removed) ifPresent(NOT_ATTACHED, () => call('Delete', { PolicyName }));
  for (const { PolicyName, PolicyDocument } of wanted) {
    const before = previous.find((policy) => policy.PolicyName === PolicyName);
    const document = documentText(PolicyDocument);
    if (!before || documentText(before.PolicyDocument) !== document)
      call('Put', { PolicyName, PolicyDocument: document });
  }
}

function nameOf({ PolicyName }: EmbeddedPolicy): string {
  return PolicyName;
}
