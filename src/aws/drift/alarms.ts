import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { clientConfig, type ClientSetup } from '../clients.ts';
import type { Readers } from './reader.ts';

export function alarmReaders(setup: ClientSetup): Readers {
  const client = new CloudWatchClient(clientConfig(setup));
  return { 'AWS::CloudWatch::Alarm': { all: (names) => present(client, names) } };
}

async function present(client: CloudWatchClient, names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNames: [...names] })) {
    for (const { AlarmName = '' } of MetricAlarms) found.add(AlarmName);
  }
  return found;
}
