import { NONE, type EvaluateParameters } from '../../src/lab/release.ts';
import type { Endpoint } from '../job/endpoint.ts';

/** What undoes a release whose check failed: `lost` where that cannot be done. */
export type PutBackStep = 'update' | 'delete' | 'wait' | 'done' | 'left' | 'lost';

type Release = Pick<EvaluateParameters, 'endpointConfigName' | 'previousEndpointConfigName'>;

export function putBackStep(endpoint: Endpoint | undefined, release: Release): PutBackStep {
  const { endpointConfigName: released, previousEndpointConfigName: previous } = release;
  const isFirst = previous === NONE;
  if (!endpoint) return isFirst ? 'done' : 'lost';
  switch (endpoint.status) {
    case 'InService':
      if (endpoint.serving === previous) return 'done';
      if (endpoint.serving !== released) return 'left';
      return isFirst ? 'delete' : 'update';
    case 'OutOfService':
    case 'UpdateRollbackFailed':
      return isFirst ? 'delete' : 'update';
    case 'Failed':
      return isFirst ? 'delete' : 'lost';
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
