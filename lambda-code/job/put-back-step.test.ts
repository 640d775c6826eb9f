import { describe, expect, it } from 'vitest';
import { NONE } from '../../src/lab/release.ts';
import type { Endpoint } from './endpoint.ts';
import { putBackStep } from './put-back-step.ts';

const [RELEASED, PREVIOUS, OTHER] = ['the-release', 'what-served-before', 'somebody-elses'];

function endpoint(status: string, serving: string, serverless = true): Endpoint {
  const facts = { name: 'production', arn: 'arn', serving, pending: undefined, reason: '', serverless };
  return { ...facts, status: status as Endpoint['status'] };
}

function change(previousEndpointConfigName: string) {
  return { endpointName: 'production', endpointConfigName: RELEASED, previousEndpointConfigName };
}

const SERVERLESS = { arn: 'arn', serverless: true };

/** By status and by what is served: without anything before, with it, and where that is gone meanwhile. */
const STEPS = [
  ['InService', RELEASED, 'delete', 'update', 'impossible'],
  ['InService', PREVIOUS, 'kept', 'done', 'done'],
  ['InService', OTHER, 'kept', 'kept', 'kept'],
  ['OutOfService', RELEASED, 'delete', 'update', 'impossible'],
  ['UpdateRollbackFailed', RELEASED, 'delete', 'update', 'impossible'],
  ['UpdateRollbackFailed', PREVIOUS, 'delete', 'update', 'impossible'],
  ['Failed', RELEASED, 'delete', 'delete', 'impossible'],
  ['Creating', RELEASED, 'wait', 'wait', 'wait'],
  ['Updating', RELEASED, 'wait', 'wait', 'wait'],
  ['SystemUpdating', RELEASED, 'wait', 'wait', 'wait'],
  ['RollingBack', RELEASED, 'wait', 'wait', 'wait'],
  ['Deleting', RELEASED, 'wait', 'wait', 'wait'],
  ['a status of the future', RELEASED, 'wait', 'wait', 'wait'],
] as const;

describe('undoing a release', () => {
  it.each(STEPS)('from %s, serving %s', (status, serving, first, later, gone) => {
    const standing = endpoint(status, serving);
    expect(putBackStep(standing, change(NONE), undefined)).toBe(first);
    expect(putBackStep(standing, change(PREVIOUS), SERVERLESS)).toBe(later);
    expect(putBackStep(standing, change(PREVIOUS), undefined)).toBe(gone);
  });

  it('where the endpoint is gone makes it anew, unless there was none before', () => {
    expect(putBackStep(undefined, change(NONE), undefined)).toBe('done');
    expect(putBackStep(undefined, change(PREVIOUS), SERVERLESS)).toBe('create');
    expect(putBackStep(undefined, change(PREVIOUS), undefined)).toBe('impossible');
  });

  it('back from instances to serverless takes a new endpoint, and the other way round an update', () => {
    const instances = { arn: 'arn', serverless: false };
    expect(putBackStep(endpoint('InService', RELEASED, false), change(PREVIOUS), SERVERLESS)).toBe('delete');
    expect(putBackStep(endpoint('InService', RELEASED, false), change(PREVIOUS), instances)).toBe('update');
    expect(putBackStep(endpoint('InService', RELEASED, true), change(PREVIOUS), instances)).toBe('update');
  });
});
