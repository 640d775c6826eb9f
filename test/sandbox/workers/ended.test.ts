import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeptWorker } from '../../../src/sandbox/workers/kept-worker.ts';
import { SynchronousLine, WorkerEnded } from '../../../src/sandbox/workers/synchronous-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-test-'));

function moduleOf(source: string): string {
  const path = join(folder, 'worker.cjs');
  writeFileSync(path, source);
  return path;
}

/** Longer than any test may take. */
const PATIENCE = 3_600_000;

/** Runs `body` with a message from a line. */
const onTask = (body: string) => `
  const { workerData: { lines } } = require('node:worker_threads');
  lines.on('message', ({ port, signal }) => port.on('message', () => { ${body} }));
`;

describe('a thread that is waited for', () => {
  it.each([
    ['throws as it loads', 'throw new Error("at once")'],
    ['throws at a task', onTask('throw new Error("later")')],
    ['exits without a word', onTask('process.reallyExit(3)')],
    ['is no JavaScript', 'const ;'],
    ['ends because it listens to nobody', ''],
  ])('is not waited for any more once it %s', (_how, source) => {
    const worker = new KeptWorker(moduleOf(source));
    const line = new SynchronousLine(worker);
    expect(() => line.call('task', () => undefined, PATIENCE)).toThrow(WorkerEnded);
    expect(worker.hasEnded).toBe(true);
    expect(() => new SynchronousLine(worker).call('task', () => undefined, PATIENCE)).toThrow(WorkerEnded);
  });

  it('is not waited for if its file is missing', () => {
    const line = new SynchronousLine(new KeptWorker(join(folder, 'nowhere.cjs')));
    expect(() => line.call('task', () => undefined, PATIENCE)).toThrow(WorkerEnded);
  });

  it('is heard out before its end counts', () => {
    const answer = 'port.postMessage({ kind: "result", result: 7 }); process.reallyExit(0)';
    const worker = new KeptWorker(moduleOf(onTask(answer)));
    expect(new SynchronousLine(worker).call('task', () => undefined, PATIENCE)).toBe(7);
  });

  it('ends when it is needed no more, however busy it is', () => {
    const worker = new KeptWorker(moduleOf('for (;;);'));
    worker.end();
    expect(() => new SynchronousLine(worker).call('task', () => undefined, PATIENCE)).toThrow(WorkerEnded);
  });
});
