import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
} from '@aws-sdk/client-cloudwatch-logs';
import { FUNCTIONS, functionName } from '../../lab/functions.ts';
import { namePrefix } from '../../lab/names.ts';
import {
  ENDPOINT_LOGS,
  isRuntimeName,
  NOTEBOOK_LOGS,
  TRAINING_LOGS,
  type RuntimeKind,
} from '../../lab/runtime-resources.ts';
import { clientOf } from '../clients.ts';
import { errorName } from '../errors.ts';
import { left, named, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

const FUNCTION_LOGS = '/aws/lambda/';

/** Log groups of functions and endpoints, and streams in the groups that training jobs and notebooks share. */
export const leftLogs: Listers = {
  'log groups of functions': (setup, lab) => functionGroups(clientOf(CloudWatchLogsClient, setup), lab),
  'log groups of endpoints': (setup, lab) => endpointGroups(clientOf(CloudWatchLogsClient, setup), lab),
  'log streams of training jobs': (setup, lab) => streams(clientOf(CloudWatchLogsClient, setup), lab, TRAINING),
  'log streams of notebooks': (setup, lab) => streams(clientOf(CloudWatchLogsClient, setup), lab, NOTEBOOKS),
};

/** The pipeline's stack creates them. Late lines of a function may create one again, without tags. */
async function functionGroups(client: CloudWatchLogsClient, lab: SoughtLab): Promise<Candidate[]> {
  const names = new Set(FUNCTIONS.map((id) => FUNCTION_LOGS + functionName(lab, id)));
  const found: Candidate[] = [];
  const input = { logGroupNamePrefix: `${FUNCTION_LOGS}MLOps-BIA-` };
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
    const ours = logGroups.map(({ logGroupName = '' }) => logGroupName).filter((name) => names.has(name));
    found.push(...ours.map((name) => ({ ...left('log group', name), alike: true })));
  }
  return found;
}

/** SageMaker creates these, without tags, where the stack of the account did not. */
async function endpointGroups(client: CloudWatchLogsClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const input = { logGroupNamePrefix: ENDPOINT_LOGS + namePrefix(lab) };
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
    for (const { logGroupName = '' } of logGroups) found.push(...endpointGroup(lab, logGroupName));
  }
  return found;
}

function endpointGroup(lab: SoughtLab, group: string): Candidate[] {
  const found = left('log group', group.slice(ENDPOINT_LOGS.length));
  // The groups of the pipeline's endpoints are made by a stack, those of notebooks' by none.
  const traits =
    lab.role === 'datascience' ? { given: isRuntimeName(lab, lab.role, 'log group', group) } : { id: group };
  return named(lab, found, traits).map((each) => ({ ...each, name: group }));
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
  const input = { logGroupName, logStreamNamePrefix: namePrefix(lab) };
  try {
    for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input)) {
      for (const { logStreamName: name = '' } of logStreams) {
        const given = isRuntimeName(lab, lab.role, kind, name);
        const inGroup = (each: Candidate) => ({ ...each, name: `${logGroupName} ${name}` });
        found.push(...named(lab, left('log stream', name), { given }).map(inGroup));
      }
    }
  } catch (error) {
    if (errorName(error) !== 'ResourceNotFoundException') throw error;
  }
  return found;
}
