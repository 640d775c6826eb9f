import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientOf } from '../../src/aws/clients.ts';
import { NetworkFailure } from '../../src/aws/network/failures.ts';
import { ClockedRetryStrategy } from '../../src/aws/retries.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { stage } from './stage.ts';

const CALL = 'cloudformation:DescribeStacks';

/** How many requests one call made until it was given up or answered, and how long that took. */
async function attempts(
  fault: Fault,
  serverTime?: number,
): Promise<{ sent: number; seconds: number; failed: string | undefined }> {
  const { setup, requests, sandbox } = stage({
    faults: [fault],
    between: async (_, answer) => {
      const response = await answer();
      if (serverTime !== undefined) response.headers.date = new Date(serverTime + requests.length * 1000).toUTCString();
      return response;
    },
  });
  const client = clientOf(CloudFormationClient, setup);
  const began = sandbox.clock.now();
  let failed: string | undefined;
  await client.send(new DescribeStacksCommand({})).catch((error: unknown) => {
    failed = (error as Error).name;
  });
  return { sent: requests.length, seconds: (sandbox.clock.now() - began) / 1000, failed };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a request', () => {
  it('that is throttled is sent again for as long as it takes', async () => {
    const { sent, seconds, failed } = await attempts({ kind: 'throttle', call: CALL, times: 40 });
    expect({ sent, failed }).toEqual({ sent: 41, failed: undefined });
    expect(seconds).toBeGreaterThan(60);
  });

  it.each<[string, Fault]>([
    ['meets a server error', { kind: 'error', call: CALL, code: 'InternalFailure', status: 500, times: 8 }],
    ['loses its connection', { kind: 'drop', call: CALL, times: 8 }],
  ])('that %s is sent again', async (_, fault) => {
    expect(await attempts(fault)).toMatchObject({ sent: 9, failed: undefined });
  });

  it('that meets nothing but server errors is given up', async () => {
    const fault: Fault = { kind: 'error', call: CALL, code: 'InternalFailure', status: 500 };
    expect(await attempts(fault)).toMatchObject({ sent: 12, failed: 'InternalFailure' });
  });

  it.each(['TRANSIENT', 'THROTTLING'] as const)(
    'that somebody on the way answers is given up within seconds: %s',
    async (errorType) => {
      let slept = 0;
      const strategy = new ClockedRetryStrategy({
        now: () => 0,
        sleep: (time) => Promise.resolve(void (slept += time)),
      });
      const error = new NetworkFailure('not-aws', 'a page', { hint: '', status: 503 });
      let token = await strategy.acquireInitialRetryToken();
      type Failed = Parameters<typeof strategy.refreshRetryTokenForRetry>[1];
      const again = () => strategy.refreshRetryTokenForRetry(token, { errorType, error } as Failed);
      for (let sent = 1; sent < 6; sent += 1) token = await again();
      await expect(again()).rejects.toThrow('no further attempt');
      expect(slept).toBeLessThan(10_000);
    },
  );

  it('that exceeds a quota is not sent again, though the SDK takes that for throttling', async () => {
    const fault: Fault = { kind: 'error', call: CALL, code: 'LimitExceededException', status: 400 };
    expect(await attempts(fault)).toMatchObject({ sent: 1, failed: 'LimitExceededException' });
  });

  it('that is refused is not sent again', async () => {
    const fault: Fault = { kind: 'error', call: CALL, code: 'AccessDenied', status: 403 };
    expect(await attempts(fault)).toMatchObject({ sent: 1, failed: 'AccessDenied' });
  });

  it.each<[string, Fault, number]>([
    ['is refused for another reason', { kind: 'error', call: CALL, code: 'ValidationError', status: 400 }, 1],
    ['is refused for its time', { kind: 'error', call: CALL, code: 'SignatureDoesNotMatch', status: 403 }, 2],
    ['is refused for its time once', { kind: 'error', call: CALL, code: 'RequestExpired', status: 400, times: 1 }, 2],
    ['meets server errors', { kind: 'error', call: CALL, code: 'InternalFailure', status: 500, times: 3 }, 4],
  ])(
    'from a machine whose clock is two hours off that %s is sent as often as that can help',
    async (_, fault, sent) => {
      expect(await attempts(fault, Date.now() + 2 * 3_600_000)).toMatchObject({ sent });
    },
  );

  it.each<[string, number]>([
    ['1', 1],
    ['3', 3],
    ['nonsense', 12],
  ])('with AWS_MAX_ATTEMPTS=%s is sent at most %i times', async (value, sent) => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', value);
    expect(await attempts({ kind: 'error', call: CALL, code: 'InternalFailure', status: 500 })).toMatchObject({ sent });
  });
});
