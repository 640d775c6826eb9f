import {
  CloudWatchLogsClient,
  ListTagsForResourceCommand,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
} from '@aws-sdk/client-cloudwatch-logs';
import { FUNCTIONS, functionName } from '../../lab/functions.ts';
import { resourcePrefix } from '../../lab/names.ts';
import type { Tags } from '../../lab/owner.ts';
import {
  ENDPOINT_LOGS,
  isRuntimeName,
  NOTEBOOK_LOGS,
  TRAINING_LOGS,
  type RuntimeKind,
} from '../../lab/runtime-resources.ts';
import { clientOf } from '../clients.ts';
import { errorName } from '../errors.ts';
import { tagsUnlessGone } from '../tag-records.ts';
import { left, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

const FUNCTION_LOGS = '/aws/lambda/';

/** Log groups of functions and endpoints, and streams in the groups that training jobs and notebooks share. */
export const leftLogs: Listers = {
  'log groups of functions': (setup, lab) => functionGroups(clientOf(CloudWatchLogsClient, setup), lab),
  'log groups of endpoints': (setup, lab) => endpointGroups(clientOf(CloudWatchLogsClient, setup), lab),
  'log streams of training jobs': (setup, lab) => streams(clientOf(CloudWatchLogsClient, setup), lab, TRAINING),
  'log streams of notebooks': (setup, lab) => streams(clientOf(CloudWatchLogsClient, setup), lab, NOTEBOOKS),
};

/** The pipeline's stack creates them, so they carry its tags. */
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

/** SageMaker creates these, without tags. */
async function endpointGroups(client: CloudWatchLogsClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const input = { logGroupNamePrefix: ENDPOINT_LOGS + resourcePrefix(lab) };
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
    const names = logGroups.map(({ logGroupName = '' }) => logGroupName);
    const ours = names.filter((name) => isRuntimeName(lab, lab.role, 'log group', name));
    found.push(...ours.map((name) => left('log group', name)));
  }
  return found;
}

/** A log group that resources of many owners share. */
interface SharedGroup {
  readonly group: string;
  readonly kind: RuntimeKind;
}

const TRAINING: SharedGroup = { group: TRAINING_LOGS, kind: 'log stream' };
const NOTEBOOKS: SharedGroup = { group: NOTEBOOK_LOGS, kind: 'notebook log stream' };

async function streams(client: CloudWatchLogsClient, lab: SoughtLab, shared: SharedGroup): Promise<Candidate[]> {
  const { group: logGroupName, kind } = shared;
  const found: Candidate[] = [];
  const input = { logGroupName, logStreamNamePrefix: resourcePrefix(lab) };
  try {
    for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input)) {
      const names = logStreams.map(({ logStreamName = '' }) => logStreamName);
      const ours = names.filter((name) => isRuntimeName(lab, lab.role, kind, name));
      found.push(...ours.map((name) => left('log stream', `${logGroupName} ${name}`)));
    }
  } catch (error) {
    if (errorName(error) !== 'ResourceNotFoundException') throw error;
  }
  return found;
}
