import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { NONE, type StatusParameters } from '../../src/lab/release.ts';
import { stagingClient } from '../job/deploy-role.ts';
import { describeEndpoint, endpointSeconds, type Endpoint } from '../job/endpoint.ts';
import type { Job } from '../job/job.ts';
import { failed, succeeded, type Outcome } from '../job/outcome.ts';
import { beginUndoing, putBack, undoingOf, type Undoing } from '../job/put-back.ts';
import { isSettling } from '../job/settling.ts';
import type { ClientSetup } from '../job/setup.ts';
import { NOT_SEEN, unfinished, watch, type Sight } from './look.ts';

type EndpointParameters = Extract<StatusParameters, { subject: 'endpoint' }>;

const REMEDY = 'look at it in the Staging account, then retry the stage';
const RETRY = 'Mend what it names, then retry the stage';

export async function endpointStatus(parameters: EndpointParameters, job: Job): Promise<Outcome> {
  const client = stagingClient(job);
  const undoing = undoingOf(job.token());
  if (undoing) return undo(undoing, parameters, job, client);
  const { endpointName: name, endpointConfigName: wanted } = parameters;
  const sagemaker = new SageMakerClient(client);
  const look = async () => {
    const sight = sightOf(await describeEndpoint(job, sagemaker, name), name, wanted);
    return mayBeOfBefore(sight, job) ? unfinished(NOT_SEEN) : sight;
  };
  const seconds = endpointSeconds(job);
  const outcome = await watch(job, { subject: `endpoint ${name}`, seconds, remedy: REMEDY, look });
  if (outcome.kind !== 'failed' || parameters.previousEndpointConfigName === undefined) return outcome;
  return undo(beginUndoing(outcome, job), parameters, job, client);
}

/**
 * An endpoint that was told to change a moment ago may still show how it was before that: in service with what it served, failed,
 * or not there. Once it was seen on its way, what comes after is the end of that.
 */
function mayBeOfBefore(sight: Sight, job: Job): boolean {
  const { status = NOT_SEEN } = job.token().notes;
  return sight.kind === 'failed' && status === NOT_SEEN && isSettling(job);
}

/** Only where it is known what served before: in production. */
function undo(undoing: Undoing, parameters: EndpointParameters, job: Job, client: ClientSetup): Promise<Outcome> {
  const { previousEndpointConfigName = NONE } = parameters;
  return putBack(undoing, { ...parameters, previousEndpointConfigName }, job, client);
}

function sightOf(endpoint: Endpoint | undefined, name: string, wanted: string): Sight {
  if (!endpoint) return failed('JobFailed', `endpoint ${name} is gone; retry the stage to create it again`);
  const { status, reason } = endpoint;
  switch (status) {
    case 'Creating':
    case 'Updating':
    case 'SystemUpdating':
    case 'RollingBack':
      return unfinished(status);
    case 'InService':
      return inService(endpoint, wanted);
    case 'Failed':
      return failed('JobFailed', `endpoint ${name} failed: ${reason}. ${RETRY}`);
    case 'OutOfService':
      return failed('JobFailed', `endpoint ${name} is out of service: ${reason}. ${RETRY}`);
    case 'UpdateRollbackFailed':
      return failed('JobFailed', `endpoint ${name} could neither be updated nor rolled back: ${reason}. ${RETRY}`);
    case 'Deleting':
      return failed('JobFailed', `endpoint ${name} is being deleted; retry the stage to create it again`);
    default:
      return failed('JobFailed', `endpoint ${name} is ${String(status)}, which this function does not know`);
  }
}

/** An update that failed ends in service too, with what it served before. */
function inService({ name, serving = 'nothing', reason }: Endpoint, wanted: string): Sight {
  if (serving === wanted) return succeeded(`endpoint ${name} serves ${wanted}`);
  return failed(
    'JobFailed',
    `endpoint ${name} was rolled back: it serves ${serving}, not ${wanted}, because: ${reason}. ${RETRY}`,
  );
}
