import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { ResultEvent } from '../../src/events.ts';
import { BINARY, cleanEnvironment, mlopsLab, workFolder, writesIn } from '../support/binary.ts';
import { printedKeys } from './printed-keys.ts';

const KILLER = fileURLToPath(new URL('killed-midway.js', import.meta.url));
const SHARDS = 4;
const LABS = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus'];
const stagingOf = (lab: string) => String(100_000_000_001 + LABS.indexOf(lab));

/** Labs with a Staging account each, which are in no sandbox unless they are told of. */
function layOut(cwd: string): void {
  writeFileSync(join(cwd, 'roster.csv'), ['lab,staging', ...LABS.map((lab) => `${lab},${stagingOf(lab)}`)].join('\n'));
  const role = 'arn:aws:iam::{account}:role/LabAdministrator';
  writeFileSync(
    join(cwd, 'mlops-lab.yaml'),
    `region: us-east-1
accounts:
  tools: { id: "111111111111", roleArn: "${role}" }
  datascience: { id: "222222222222", roleArn: "${role}" }
  staging: { roleArn: "${role}" }
roster: roster.csv
`,
  );
}

const { cwd, folder, env } = printedKeys((work) => {
  layOut(work);
  return ['--config', 'mlops-lab.yaml', '--speed', '10'];
});

const summaryOf = (shard: number) => `summaries/${String(shard)}.json`;

function argsOf(shard: number): string[] {
  return ['staging', '--yes', '--shard', `${String(shard)}/${String(SHARDS)}`, '--summary', summaryOf(shard)];
}

const DONE = new Set(['succeeded', 'unchanged']);

/** What a run tells of its labs, but for how long they took: what a killed one had done, its successor finds done. */
function told(stdout: string) {
  const { command, status, labs = [] } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ResultEvent;
  return {
    command,
    status,
    labs: labs.map(({ seconds: _, status: ended, ...lab }) => ({ ...lab, isDone: DONE.has(ended) })),
  };
}

it('four shards on one sandbox, one of them killed and started again, come to what one process tells', async () => {
  mkdirSync(join(cwd, 'summaries'));
  const others = [1, 3, 4].map((shard) => mlopsLab(argsOf(shard), { cwd, env: env() }));
  const killed = spawn(process.execPath, ['--import', KILLER, BINARY, ...argsOf(2)], {
    cwd,
    env: {
      ...cleanEnvironment({ cwd, env: env() }),
      KILLED_BY_TRAIL: join(folder, 'trail.ndjson'),
      KILLED_IN: ['bob', 'fay'].map(stagingOf).join(' '),
    },
    stdio: 'ignore',
  });
  expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
  const before = await Promise.all(others);
  expect(before.map(({ code, stderr }) => [code, code === 0 || stderr])).toEqual(Array(3).fill([0, true]));

  const early = await mlopsLab(['class', 'report', 'summaries', '--output', 'json'], { cwd });
  expect(early.code).toBe(1);
  expect(early.stdout).toContain('there is no summary of shard 2/4');

  const again = await mlopsLab(argsOf(2), { cwd, env: env() });
  expect(again.code, again.stderr).toBe(0);
  const merged = await mlopsLab(['class', 'report', 'summaries', '--output', 'json'], { cwd });
  expect(merged.code).toBe(0);

  const alone = workFolder();
  layOut(alone);
  const args = ['staging', '--all', '--yes', '--sandbox', '--output', 'json'];
  const one = await mlopsLab(args, { cwd: alone });
  expect(one.code, one.stdout).toBe(0);
  expect(told(merged.stdout)).toEqual(told(one.stdout));
  expect(told(readFileSync(join(cwd, summaryOf(2)), 'utf8')).labs.map(({ lab }) => lab)).toEqual(['bob', 'fay']);
  const stacks = writesIn(cwd, 'sandbox').filter(
    ({ operation, outcome }) => operation === 'CreateStack' && outcome === 'ok',
  );
  expect(stacks.map(({ account }) => account).sort()).toEqual(LABS.map(stagingOf));
});
