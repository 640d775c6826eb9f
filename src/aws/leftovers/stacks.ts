import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { OWNER_TAG } from '../../lab/names.ts';
import { clientConfig } from '../clients.ts';
import { left, type Found, type Lister } from './index.ts';

/** Stacks with the lab's tag. Listing all is dear on CloudFormation's limits, but it is done once. */
export const leftStacks: Lister = async (setup, lab) => {
  const client = new CloudFormationClient(clientConfig(setup));
  const found: Found[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = '', StackStatus = '', StackStatusReason, Tags = [] } of Stacks) {
      const isOurs = Tags.some(({ Key, Value }) => Key === OWNER_TAG && Value === lab.name);
      if (isOurs) found.push(left('stack', StackName, StackStatusReason ?? StackStatus));
    }
  }
  return found;
};
