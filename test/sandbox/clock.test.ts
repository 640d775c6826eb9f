import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { submit } from '../../src/actions/submit/index.ts';
import { functionName } from '../../src/lab/functions.ts';
import type { Blobs } from '../../src/sandbox/kernel/blobs.ts';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { invoke } from '../support/invoke.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

describe('what goes wrong while virtual time passes', () => {
  it('reaches whoever waits for it, instead of nobody', async () => {
    const world = await deployedLab();
    const lost = new Error('a content is missing');
    const fail = () => {
      throw lost;
    };
    const blobs: Blobs = { put: (bytes) => world.blobs.put(bytes), get: fail };
    const { context } = await continued({ ...world, blobs });
    const watched = submit(context, UNATTENDED, { hyperparameters: [], watch: true });
    await expect(watched).rejects.toBe(lost);
  });
});

describe('an interruption while much is due at one moment', () => {
  const FunctionName = functionName(LAB, 'TrainModel');
  const RUNS = 40;

  /** Lambda tells each time that it had no room for a run. */
  function tried({ sandbox }: Rehearsal): number {
    return sandbox.cloud.trail.entries().filter(({ operation }) => operation === 'PutMetricData').length;
  }

  it('is heard before all of it is done, and what is left is done later', async () => {
    const lab = await continued(await deployedLab());
    const { clock } = lab.sandbox;
    const { id } = LAB.accounts.tools;
    invoke(lab, id, 'lambda:PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: 0 });
    for (let run = 0; run < RUNS; run += 1) invoke(lab, id, 'lambda:Invoke', { FunctionName, InvocationType: 'Event' });
    const interruption = new AbortController();
    const interruptOnceTried = (): unknown =>
      tried(lab) > 0 ? interruption.abort() : setImmediate(interruptOnceTried);
    interruptOnceTried();
    const begun = clock.now();
    await clock.sleep(10_000, interruption.signal);
    expect(tried(lab)).toBeLessThan(RUNS);
    const noLater = clock.now() - begun;
    expect(noLater).toBeLessThan(1000);
    await clock.sleep(500);
    expect(tried(lab)).toBe(RUNS);
  });
});

it('no virtual time passes while a file is read, however long that takes', async () => {
  const { clock } = openSandbox({ storage: memoryStorage(), accounts: [{ id: '111111111111' }], begin: 0 });
  const slept = clock.sleep(60_000);
  for (let read = 0; read < 20; read += 1) {
    await readFile(new URL('../../package-lock.json', import.meta.url));
    expect(clock.now()).toBe(0);
  }
  await slept;
  expect(clock.now()).toBe(60_000);
});
