import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { StatusParameters } from '../../src/lab/release.ts';
import { stagingClient } from '../job/deploy-role.ts';
import { describeEndpoint, endpointSeconds, type Endpoint } from '../job/endpoint.ts';
import type { Job } from '../job/job.ts';
import { failed, succeeded, type Outcome } from '../job/outcome.ts';
import { unfinished, watch, type Sight } from './look.ts';

type EndpointParameters = Extract<StatusParameters, { subject: 'endpoint' }>;

const REMEDY = 'look at it in the Staging account, then retry the stage';
const RETRY = 'Mend what it names, then retry the stage';

export async function endpointStatus(parameters: EndpointParameters, job: Job): Promise<Outcome> {
  const { endpointName: name, endpointConfigName: wanted } = parameters;
  const seconds = endpointSeconds(job);
  const sagemaker = new SageMakerClient(stagingClient(job));
  const look = async () => sightOf(await describeEndpoint(job, sagemaker, name), name, wanted);
  return watch(job, { subject: `endpoint ${name}`, seconds, remedy: REMEDY, look });
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
