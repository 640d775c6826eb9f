import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
} from '@aws-sdk/client-cloudwatch-logs';
import { FUNCTIONS, functionName } from '../../lab/functions.ts';
import { resourcePrefix } from '../../lab/names.ts';
import { ENDPOINT_LOGS, TRAINING_LOGS } from '../../lab/released.ts';
import { clientConfig } from '../clients.ts';
import { errorName } from '../errors.ts';
import { left, type Found, type Lister, type SoughtLab } from './index.ts';

const FUNCTION_LOGS = '/aws/lambda/';

/** Log groups of functions and endpoints, and streams in the group that an account's training jobs share. */
export const leftLogs: Lister = async (setup, lab) => {
  const client = new CloudWatchLogsClient(clientConfig(setup));
  const functions = new Set(FUNCTIONS.map((id) => functionName(lab, id)));
  const lists = await Promise.all([
    groups(client, `${FUNCTION_LOGS}MLOps-BIA-`, (name) => functions.has(name.slice(FUNCTION_LOGS.length))),
    groups(client, ENDPOINT_LOGS + resourcePrefix(lab), (name) => lab.named(name.slice(ENDPOINT_LOGS.length))),
    trainingStreams(client, lab),
  ]);
  return lists.flat();
};

async function groups(
  client: CloudWatchLogsClient,
  logGroupNamePrefix: string,
  isOurs: (name: string) => boolean,
): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix })) {
    const names = logGroups.map(({ logGroupName = '' }) => logGroupName).filter(isOurs);
    found.push(...names.map((name) => left('log group', name)));
  }
  return found;
}

async function trainingStreams(client: CloudWatchLogsClient, lab: SoughtLab): Promise<Found[]> {
  const found: Found[] = [];
  const input = { logGroupName: TRAINING_LOGS, logStreamNamePrefix: resourcePrefix(lab) };
  try {
    for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input)) {
      const names = logStreams.map(({ logStreamName = '' }) => logStreamName).filter(lab.named);
      found.push(...names.map((name) => left('log stream', `${TRAINING_LOGS} ${name}`)));
    }
  } catch (error) {
    if (errorName(error) !== 'ResourceNotFoundException') throw error;
  }
  return found;
}
