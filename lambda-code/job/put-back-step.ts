import { NONE } from '../../src/lab/release.ts';
import type { Configuration } from './configuration.ts';
import type { Endpoint } from './endpoint.ts';

/** What an endpoint was or is to be brought to, and what it served before. */
export interface EndpointChange {
  readonly endpointName: string;
  readonly endpointConfigName: string;
  /** `none` for the first deployment. */
  readonly previousEndpointConfigName: string;
}

/**
 * What undoes a release whose check failed: `kept` where another release took the endpoint over, `impossible` where what it
 * served before is gone.
 */
export type PutBackStep = 'update' | 'create' | 'delete' | 'wait' | 'done' | 'kept' | 'impossible';

/** `previous` is undefined where there is no such configuration any more. */
export function putBackStep(
  endpoint: Endpoint | undefined,
  { endpointConfigName: released, previousEndpointConfigName }: EndpointChange,
  previous: Configuration | undefined,
): PutBackStep {
  const isFirst = previousEndpointConfigName === NONE;
  if (!endpoint) return isFirst ? 'done' : ifThere(previous, 'create');
  switch (endpoint.status) {
    case 'InService':
      if (endpoint.serving === previousEndpointConfigName) return 'done';
      if (endpoint.serving !== released) return 'kept';
      return isFirst ? 'delete' : wayBack(endpoint, previous);
    case 'OutOfService':
    case 'UpdateRollbackFailed':
      return isFirst ? 'delete' : wayBack(endpoint, previous);
    // DeleteEndpoint is all that SageMaker does with a failed endpoint (API reference, DescribeEndpoint).
    case 'Failed':
      return isFirst ? 'delete' : ifThere(previous, 'delete');
    case 'Creating':
    case 'Updating':
    case 'SystemUpdating':
    case 'RollingBack':
    case 'Deleting':
    case undefined:
    default:
      return 'wait';
  }
}

/** What SageMaker does not update has to be deleted, and is created from the previous configuration then. */
function wayBack(endpoint: Endpoint, previous: Configuration | undefined): PutBackStep {
  if (!previous) return 'impossible';
  return isUpdatable(endpoint, previous) ? 'update' : 'delete';
}

function ifThere(previous: Configuration | undefined, step: PutBackStep): PutBackStep {
  return previous ? step : 'impossible';
}

/**
 * Serverless endpoints can be updated to instances, but not the other way round
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints-update.html).
 */
export function isUpdatable(from: Pick<Endpoint, 'serverless'>, to: Pick<Configuration, 'serverless'>): boolean {
  return from.serverless || !to.serverless;
}
