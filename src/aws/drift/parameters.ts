import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientConfig, type ClientSetup } from '../clients.ts';
import type { Readers } from './reader.ts';

/** Systems Manager API reference, GetParameters. */
const AT_MOST = 10;

export function parameterReaders(setup: ClientSetup): Readers {
  const client = new SSMClient(clientConfig(setup));
  return { 'AWS::SSM::Parameter': { all: (names) => parameters(client, names) } };
}

async function parameters(client: SSMClient, names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let start = 0; start < names.length; start += AT_MOST) {
    const { Parameters = [] } = await client.send(
      new GetParametersCommand({ Names: names.slice(start, start + AT_MOST) }),
    );
    for (const { Name = '' } of Parameters) found.add(Name);
  }
  return found;
}
