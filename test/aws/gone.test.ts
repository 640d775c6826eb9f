import { describe, expect, it } from 'vitest';
import { isGone, unlessGone, untilGone } from '../../src/aws/releases/gone.ts';

function refusal(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** Virtual time. */
function clock() {
  let now = 0;
  return { now: () => now, sleep: (pause: number) => Promise.resolve(void (now += pause)) };
}

const CASES: readonly [string, string, boolean][] = [
  ['ResourceNotFound', '', true],
  ['ResourceNotFoundException', '', true],
  ['ValidationException', 'Could not find model "x".', true],
  ['ValidationException', 'The endpoint does not exist', true],
  ['ValidationException', 'Requested resource not found.', true],
  ['ValidationException', 'Cannot delete in-progress endpoint "x".', false],
  ['AccessDeniedException', 'the role does not exist, or may not do this', false],
  ['ThrottlingException', 'could not find the time', false],
  ['AnyResourceNotFound', '', false],
];

describe('a resource of SageMaker', () => {
  it.each(CASES)('is gone or not where the answer is %s: %s', async (name, message, gone) => {
    const error = refusal(name, message);
    expect(isGone(error)).toBe(gone);
    const call = unlessGone(() => Promise.reject(error));
    await (gone ? expect(call).resolves.toBeUndefined() : expect(call).rejects.toBe(error));
  });

  it('is waited for until it is gone', async () => {
    const states = ['Deleting', 'Deleting', undefined];
    const time = clock();
    await untilGone(time, 'endpoint x', () => Promise.resolve(states.shift()));
    expect([states, time.now()]).toEqual([[], 20_000]);
  });

  it('that does not go is given up after more than an hour', async () => {
    const time = clock();
    await expect(untilGone(time, 'endpoint x', () => Promise.resolve('Deleting'))).rejects.toMatchObject({
      code: 'release-not-deleted',
      message: 'endpoint x is still there after 75 minutes: Deleting',
    });
    expect(time.now()).toBe(75 * 60_000);
  });
});
