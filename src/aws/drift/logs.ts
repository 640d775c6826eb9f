import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { commonPrefix, type Readers } from './reader.ts';

export function logReaders(setup: ClientSetup): Readers {
  const client = new CloudWatchLogsClient(clientConfig(setup));
  return { 'AWS::Logs::LogGroup': { all: (names) => groups(client, names) } };
}

async function groups(client: CloudWatchLogsClient, names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const input = { logGroupNamePrefix: commonPrefix(names) };
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
    for (const { logGroupName = '' } of logGroups) found.add(logGroupName);
  }
  return found;
}
