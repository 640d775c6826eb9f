import { ifPresent } from '../../../kernel/absence.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { ResourceContext } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { changes, type EmbeddedPolicy, type HolderProperties } from './properties.ts';

/** A role or user whose policies CloudFormation manages. */
export interface Holder {
  readonly kind: 'Role' | 'User';
  readonly name: string;
}

/** How IAM's inputs name a holder. */
export function nameOf({ kind, name }: Holder): { readonly RoleName: string } | { readonly UserName: string } {
  return kind === 'Role' ? { RoleName: name } : { UserName: name };
}

/** An update that failed half-way is rolled back from what it wanted, not all of which it had attached. */
const NOT_ATTACHED = ['NoSuchEntity'];

/** Brings policies, boundary and tags from what the template said before to what it says now. */
export function reconcileHolder(
  holder: Holder,
  { previous, wanted }: { readonly previous: HolderProperties; readonly wanted: HolderProperties },
  context: ResourceContext,
): void {
  const { kind } = holder;
  const name = nameOf(holder);
  reconcileInline(holder, previous.Policies ?? [], wanted.Policies ?? [], context);
  const attached = changes(previous.ManagedPolicyArns, wanted.ManagedPolicyArns);
  for (const PolicyArn of attached.removed) {
    ifPresent(NOT_ATTACHED, () => context.invoke('iam', `Detach${kind}Policy`, { ...name, PolicyArn }));
  }
  for (const PolicyArn of attached.added) context.invoke('iam', `Attach${kind}Policy`, { ...name, PolicyArn });
  const { PermissionsBoundary } = wanted;
  if (PermissionsBoundary !== previous.PermissionsBoundary) {
    if (PermissionsBoundary === undefined) context.invoke('iam', `Delete${kind}PermissionsBoundary`, name);
    else context.invoke('iam', `Put${kind}PermissionsBoundary`, { ...name, PermissionsBoundary });
  }
  const tags = { previous: resourceTags(previous, context), wanted: resourceTags(wanted, context) };
  const stale = removedKeys(tags.previous, tags.wanted);
  if (stale.length > 0) context.invoke('iam', `Untag${kind}`, { ...name, TagKeys: stale });
  context.invoke('iam', `Tag${kind}`, { ...name, Tags: tagList(tags.wanted) });
}

/** Takes everything off a holder that its template put on it, so that it can be deleted. */
export function stripHolder(holder: Holder, properties: HolderProperties, context: ResourceContext): void {
  const { kind } = holder;
  const name = nameOf(holder);
  const { PolicyNames = [] } = context.invoke('iam', `List${kind}Policies`, name);
  const { AttachedPolicies = [] } = context.invoke('iam', `ListAttached${kind}Policies`, name);
  for (const { PolicyName } of properties.Policies ?? []) {
    if (PolicyNames.includes(PolicyName)) context.invoke('iam', `Delete${kind}Policy`, { ...name, PolicyName });
  }
  for (const PolicyArn of properties.ManagedPolicyArns ?? []) {
    if (AttachedPolicies.some((attached) => attached.PolicyArn === PolicyArn)) {
      context.invoke('iam', `Detach${kind}Policy`, { ...name, PolicyArn });
    }
  }
}

function reconcileInline(
  holder: Holder,
  previous: readonly EmbeddedPolicy[],
  wanted: readonly EmbeddedPolicy[],
  context: ResourceContext,
): void {
  const { kind } = holder;
  const name = nameOf(holder);
  const namesOf = (policies: readonly EmbeddedPolicy[]) => policies.map(({ PolicyName }) => PolicyName);
  for (const PolicyName of changes(namesOf(previous), namesOf(wanted)).removed) {
    ifPresent(NOT_ATTACHED, () => context.invoke('iam', `Delete${kind}Policy`, { ...name, PolicyName }));
  }
  for (const { PolicyName, PolicyDocument } of wanted) {
    const before = previous.find((policy) => policy.PolicyName === PolicyName);
    const document = documentText(PolicyDocument);
    if (before && documentText(before.PolicyDocument) === document) continue;
    context.invoke('iam', `Put${kind}Policy`, { ...name, PolicyName, PolicyDocument: document });
  }
}
