import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import { endpointName, sagemakerArn, stackName } from '../lab/names.ts';
import { isOwn, OWNER_TAG, ownership } from '../lab/owner.ts';
import { ENVIRONMENTS } from '../lab/release.ts';
import type { ObservedStack } from '../lab/stack-status.ts';
import { STACK_IDS, STACKS } from '../lab/stacks.ts';
import type { Stacks } from '../ports/stacks.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { sagemakerTags } from './sagemaker-tags.ts';

/** Those with the names of the lab's stacks in one of its accounts: its own, and others'. */
export interface NamedStacks {
  readonly own: readonly ObservedStack[];
  readonly others: readonly ObservedStack[];
}

export function namesOfStacks(lab: LabSettings, role: AccountRole): string[] {
  return STACK_IDS.filter((id) => STACKS[id].account === role).map((id) => stackName(STACKS[id], lab));
}

export async function namedStacks(stacks: Stacks, lab: LabSettings, role: AccountRole): Promise<NamedStacks> {
  const found = await Promise.all(namesOfStacks(lab, role).map((name) => stacks.find(name)));
  return namedAmong(
    found.filter((stack) => stack !== undefined),
    lab,
    role,
  );
}

export function namedAmong(stacks: readonly ObservedStack[], lab: LabSettings, role: AccountRole): NamedStacks {
  const names = namesOfStacks(lab, role);
  const named = stacks.filter(({ name }) => names.includes(name));
  return {
    own: named.filter((stack) => isOwn(lab, stack)),
    others: named.filter((stack) => !isOwn(lab, stack)),
  };
}

/**
 * Who else holds the lab's name in one of its accounts: other owners of stacks and endpoints with the lab's names.
 * While there are any, resources without tags cannot be attributed, and count as theirs. A stack without an owner tag was
 * made by hand, and holds the name as well.
 */
export async function otherHolders(
  setup: ClientSetup,
  { others }: NamedStacks,
  lab: LabSettings,
  role: AccountRole,
): Promise<string[]> {
  const ofStacks = others.map(({ tags }) => tags[OWNER_TAG] ?? 'nobody known');
  return role === 'staging' ? [...ofStacks, ...(await endpointHolders(setup, lab))] : ofStacks;
}

async function endpointHolders(setup: ClientSetup, lab: LabSettings): Promise<string[]> {
  const client = clientOf(SageMakerClient, setup);
  const arns = ENVIRONMENTS.map((each) => sagemakerArn(lab, 'staging', `endpoint/${endpointName(lab, each)}`));
  const tags = await Promise.all(arns.map((arn) => sagemakerTags(client, arn)));
  return tags.flatMap((each) => (ownership(lab, { tags: each }) === 'foreign' ? [each[OWNER_TAG] ?? ''] : []));
}
