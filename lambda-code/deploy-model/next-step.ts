import type { Endpoint } from '../job/endpoint.ts';
import { isUpdatable } from '../job/put-back-step.ts';
import type { Release } from './release.ts';

/** What brings an endpoint to a configuration; `replace` deletes one that serves. */
export type Step = 'create' | 'update' | 'replace' | 'recreate' | 'wait' | 'done';

export function nextStep(endpoint: Endpoint | undefined, { name: configuration, hosting }: Release): Step {
  if (!endpoint) return 'create';
  const change = isUpdatable(endpoint, { serverless: hosting.kind === 'serverless' }) ? 'update' : 'replace';
  switch (endpoint.status) {
    case 'InService':
      return endpoint.serving === configuration ? 'done' : change;
    case 'OutOfService':
    case 'UpdateRollbackFailed':
      return change;
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
