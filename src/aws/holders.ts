import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import { endpointName, sagemakerArn, stackName } from '../lab/names.ts';
import { OWNER_TAG, ownership } from '../lab/owner.ts';
import { ENVIRONMENTS } from '../lab/release.ts';
import { STACK_IDS, STACKS } from '../lab/stacks.ts';
import type { Stacks } from '../ports/stacks.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { sagemakerTags } from './sagemaker-tags.ts';

/**
 * Who else holds the lab's name in one of its accounts: other owners of stacks and endpoints with the lab's names.
 * While there are any, resources without tags cannot be attributed, and count as theirs.
 */
export async function otherHolders(
  setup: ClientSetup,
  stacks: Stacks,
  lab: LabSettings,
  role: AccountRole,
): Promise<string[]> {
  const [ofStacks, ofEndpoints] = await Promise.all([
    stackHolders(stacks, lab, role),
    role === 'staging' ? endpointHolders(setup, lab) : [],
  ]);
  return [...ofStacks, ...ofEndpoints];
}

/** A stack without an owner tag was made by hand, and holds the name as well. */
async function stackHolders(stacks: Stacks, lab: LabSettings, role: AccountRole): Promise<string[]> {
  const names = STACK_IDS.filter((id) => STACKS[id].account === role).map((id) => stackName(STACKS[id], lab));
  const found = await Promise.all(names.map((name) => stacks.find(name)));
  const others = found.filter((stack) => stack && ownership(lab, stack) !== 'own');
  return others.map((stack) => stack?.tags[OWNER_TAG] ?? 'nobody known');
}

async function endpointHolders(setup: ClientSetup, lab: LabSettings): Promise<string[]> {
  const client = clientOf(SageMakerClient, setup);
  const arns = ENVIRONMENTS.map((each) => sagemakerArn(lab, 'staging', `endpoint/${endpointName(lab, each)}`));
  const tags = await Promise.all(arns.map((arn) => sagemakerTags(client, arn)));
  return tags.flatMap((each) => (ownership(lab, { tags: each }) === 'foreign' ? [each[OWNER_TAG] ?? ''] : []));
}
