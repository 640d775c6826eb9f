import { describe, expect, it } from 'vitest';
import { CallFailure, failureOf } from './failures.ts';

function answered(name: string, httpStatusCode: number, more: object = {}): CallFailure {
  const error = Object.assign(new Error('because'), { name, $metadata: { httpStatusCode }, ...more });
  return new CallFailure('DoThis of that', error);
}

describe('the type of a failure', () => {
  it.each([
    ['AccessDeniedException', 400, 'PermissionError'],
    ['AccessDenied', 403, 'PermissionError'],
    ['UnknownError', 403, 'PermissionError'],
    ['ThrottlingException', 400, 'SystemUnavailable'],
    ['SlowDown', 503, 'SystemUnavailable'],
    ['InternalFailure', 500, 'SystemUnavailable'],
    ['ModelNotReadyException', 429, 'SystemUnavailable'],
    ['TimeoutError', 0, 'SystemUnavailable'],
    ['NoSuchKey', 404, 'RevisionUnavailable'],
    ['NotFound', 404, 'RevisionUnavailable'],
    ['ModelError', 424, 'JobFailed'],
    ['ValidationException', 400, 'JobFailed'],
    ['ResourceLimitExceeded', 400, 'JobFailed'],
  ])('after %s (%i) is %s', (name, status, type) => {
    expect(failureOf(answered(name, status)).type).toBe(type);
  });

  it('of a lost connection is SystemUnavailable', () => {
    expect(failureOf(answered('Error', 0, { code: 'ECONNRESET' })).type).toBe('SystemUnavailable');
  });

  it('of anything else is JobFailed', () => {
    expect(failureOf(new RangeError('odd'))).toEqual({
      kind: 'failed',
      type: 'JobFailed',
      message: 'the function failed unexpectedly: RangeError: odd',
    });
  });
});
