import {
  CloudWatchLogsClient,
  ListTagsForResourceCommand,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
} from '@aws-sdk/client-cloudwatch-logs';
import { FUNCTIONS, functionName } from '../../lab/functions.ts';
import { resourcePrefix } from '../../lab/names.ts';
import type { Tags } from '../../lab/owner.ts';
import { ENDPOINT_LOGS, isReleasedName, TRAINING_LOGS } from '../../lab/released.ts';
import { clientConfig } from '../clients.ts';
import { errorName } from '../errors.ts';
import { tagsUnlessGone } from '../tag-records.ts';
import { left, type Candidate, type Lister, type SoughtLab } from './index.ts';

const FUNCTION_LOGS = '/aws/lambda/';

/** Log groups of functions and endpoints, and streams in the group that an account's training jobs share. */
export const leftLogs: Lister = async (setup, lab) => {
  const client = new CloudWatchLogsClient(clientConfig(setup));
  const lists = await Promise.all([
    functionGroups(client, lab),
    endpointGroups(client, lab),
    trainingStreams(client, lab),
  ]);
  return lists.flat();
};

/** The pipeline's stack makes them, so that they carry its tags. */
async function functionGroups(client: CloudWatchLogsClient, lab: SoughtLab): Promise<Candidate[]> {
  const names = new Set(FUNCTIONS.map((id) => FUNCTION_LOGS + functionName(lab, id)));
  const found: Candidate[] = [];
  const input = { logGroupNamePrefix: `${FUNCTION_LOGS}MLOps-BIA-` };
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
    for (const { logGroupName = '', logGroupArn = '' } of logGroups) {
      if (!names.has(logGroupName)) continue;
      found.push({ ...left('log group', logGroupName), tags: () => groupTags(client, logGroupArn) });
    }
  }
  return found;
}

function groupTags(client: CloudWatchLogsClient, resourceArn: string): Promise<Tags> {
  return tagsUnlessGone(async () => (await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags ?? {});
}

/** SageMaker makes these, without tags. */
async function endpointGroups(client: CloudWatchLogsClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const input = { logGroupNamePrefix: ENDPOINT_LOGS + resourcePrefix(lab) };
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
    const names = logGroups.map(({ logGroupName = '' }) => logGroupName);
    const ours = names.filter((name) => isReleasedName(lab, lab.role, 'log group', name));
    found.push(...ours.map((name) => left('log group', name)));
  }
  return found;
}

async function trainingStreams(client: CloudWatchLogsClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const input = { logGroupName: TRAINING_LOGS, logStreamNamePrefix: resourcePrefix(lab) };
  try {
    for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input)) {
      const names = logStreams.map(({ logStreamName = '' }) => logStreamName);
      const ours = names.filter((name) => isReleasedName(lab, lab.role, 'log stream', name));
      found.push(...ours.map((name) => left('log stream', `${TRAINING_LOGS} ${name}`)));
    }
  } catch (error) {
    if (errorName(error) !== 'ResourceNotFoundException') throw error;
  }
  return found;
}
