import type { Endpoint } from '../job/endpoint.ts';

/** What brings an endpoint to a configuration. */
export type Step = 'create' | 'update' | 'recreate' | 'wait' | 'done';

export function nextStep(endpoint: Endpoint | undefined, configuration: string): Step {
  if (!endpoint) return 'create';
  switch (endpoint.status) {
    case 'InService':
      return endpoint.serving === configuration ? 'done' : 'update';
    case 'OutOfService':
    case 'UpdateRollbackFailed':
      return 'update';
    case 'Creating':
    case 'Updating':
      return (endpoint.pending ?? endpoint.serving) === configuration ? 'done' : 'wait';
    case 'RollingBack':
    case 'SystemUpdating':
    case 'Deleting':
      return 'wait';
    // DeleteEndpoint is all that SageMaker does with a failed endpoint (API reference, DescribeEndpoint).
    case 'Failed':
      return 'recreate';
    case undefined:
    default:
      return 'wait';
  }
}
