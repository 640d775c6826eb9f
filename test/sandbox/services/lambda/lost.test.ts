import { expect, it, vi } from 'vitest';

import type { Authorizer } from '../../../../src/sandbox/kernel/authorization.ts';
import { SIGNING_CODE } from '../../../support/signing-code.ts';
import { textLike } from '../iam/accounts.ts';
import { handler, lambdaStage } from './stage.ts';

const ASKING = `
  ${SIGNING_CODE}
  let calls = 0;
  const ask = () => post('sts', {}, 'Action=GetCallerIdentity&Version=2011-06-15');
  ${handler('calls += 1; if (event.ask) await ask(); return { calls, pid: process.pid }')}
`;

interface Payload {
  readonly calls: number;
  readonly pid: number;
}

it('a function whose process is killed ends at once, as on AWS, and the next one begins anew', () => {
  let victim: number | undefined;
  const authorize: Authorizer = () => {
    if (victim !== undefined) process.kill(victim, 'SIGKILL');
    victim = undefined;
  };
  const { run, create } = lambdaStage({ authorize });
  create(ASKING, { Timeout: 900 });
  victim = (run({}).payload as Payload).pid;
  const { payload, functionError, log } = run({ ask: true });
  expect({ payload, functionError }).toEqual({
    functionError: 'Unhandled',
    payload: {
      errorType: 'Runtime.ExitError',
      errorMessage: textLike(/^RequestId: [\da-f-]+ Error: Runtime exited with error: signal: killed$/),
    },
  });
  expect(log).toMatch(
    / Error: Runtime exited with error: signal: killed\nRuntime\.ExitError\nEND [^]*\tStatus: error\t\n$/,
  );
  expect(run({}).payload).toMatchObject({ calls: 1 });
});

it('a process that was killed between two runs is missed by none of them', async () => {
  const { run, create } = lambdaStage();
  create(ASKING);
  const { pid } = run({}).payload as Payload;
  process.kill(pid, 'SIGKILL');
  await vi.waitUntil(() => !isThere(pid));
  expect(run({})).toMatchObject({ functionError: undefined, payload: { calls: 1 } });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
