import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { clientOf } from '../clients.ts';
import { tagRecord } from '../tag-records.ts';
import { left, type Candidate, type Lister } from './candidate.ts';

/** Listing all stacks costs much of CloudFormation's rate limit, but happens only once. */
export const leftStacks: Lister = async (setup) => {
  const client = clientOf(CloudFormationClient, setup);
  const found: Candidate[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = '', StackStatus, StackStatusReason, Tags } of Stacks) {
      const tags = tagRecord(Tags);
      found.push({ ...left('stack', StackName, StackStatusReason ?? StackStatus), tags: () => Promise.resolve(tags) });
    }
  }
  return found;
};
