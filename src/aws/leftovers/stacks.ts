import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { stackName } from '../../lab/names.ts';
import { STACK_IDS, STACKS } from '../../lab/stacks.ts';
import { clientOf } from '../clients.ts';
import { tagRecord } from '../tag-records.ts';
import { left, type Candidate, type Lister, type SoughtLab } from './candidate.ts';

/** Listing all stacks costs much of CloudFormation's rate limit, but happens only once. */
export const leftStacks: Lister = async (setup, lab) => {
  const client = clientOf(CloudFormationClient, setup);
  const names = STACK_IDS.map((id) => stackName(STACKS[id], lab));
  const found: Candidate[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = '', StackStatus, StackStatusReason, Tags } of Stacks) {
      const tags = tagRecord(Tags);
      found.push({
        ...left('stack', StackName, StackStatusReason ?? StackStatus),
        tags: () => Promise.resolve(tags),
        given: names.includes(StackName) || isLaunched(lab, StackName),
        alike: false,
      });
    }
  }
  return found;
};

/** Service Catalog calls the stack of what it launches `SC-<account>-<provisioned product>`. */
function isLaunched({ accounts, role }: SoughtLab, name: string): boolean {
  return role === 'datascience' && name.startsWith(`SC-${accounts.datascience.id}-pp-`);
}
