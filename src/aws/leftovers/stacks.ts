import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { OWNER_TAG } from '../../lab/names.ts';
import { clientConfig, type ClientSetup } from '../clients.ts';

/** A stack that some lab made. */
export interface LabStack {
  readonly lab: string;
  readonly name: string;
  readonly state: string;
}

/** Stacks with the tag of a lab. Listing all is dear on CloudFormation's limits, but it is done once. */
export async function stacksOfLabs(setup: ClientSetup): Promise<LabStack[]> {
  const client = new CloudFormationClient(clientConfig(setup));
  const found: LabStack[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName: name = '', StackStatus = '', StackStatusReason, Tags = [] } of Stacks) {
      const owner = Tags.find(({ Key }) => Key === OWNER_TAG)?.Value;
      if (owner !== undefined) found.push({ lab: owner, name, state: StackStatusReason ?? StackStatus });
    }
  }
  return found;
}
