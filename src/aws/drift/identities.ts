import { GetPolicyCommand, IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import { clientOf, type ClientSetup } from '../clients.ts';
import { unlessGone, type Readers } from './reader.ts';

/** The largest page that IAM returns: an account may have thousands of roles, but usually fits on one page. */
const PAGE = 1000;

export function identityReaders(setup: ClientSetup): Readers {
  const client = clientOf(IAMClient, setup);
  return {
    'AWS::IAM::Role': { all: () => roles(client) },
    'AWS::IAM::ManagedPolicy': {
      one: (PolicyArn) =>
        unlessGone(['NoSuchEntity', 'NoSuchEntityException'], () => client.send(new GetPolicyCommand({ PolicyArn }))),
    },
  };
}

async function roles(client: IAMClient): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { Roles = [] } of paginateListRoles({ client, pageSize: PAGE }, {})) {
    for (const { RoleName = '' } of Roles) found.add(RoleName);
  }
  return found;
}
