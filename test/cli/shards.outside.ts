import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ResultEvent } from '../../src/events.ts';
import { BINARY, cleanEnvironment, mlopsLab, workFolder, writesIn } from '../support/binary.ts';
import { printedKeys } from './printed-keys.ts';

const KILLER = fileURLToPath(new URL('killed-midway.js', import.meta.url));
const SHARDS = 4;

/** How labs lie in accounts. The accounts of the roster are in no sandbox unless it is told of them. */
interface Mapping {
  readonly command: string;
  readonly labs: readonly string[];
  /** Of which each lab has one of its own. */
  readonly own: 'datascience' | 'staging';
  /** Where the shard that is killed has begun stacks by then. */
  readonly killedIn: readonly string[];
}

const STAGING_EACH: Mapping = {
  command: 'staging',
  labs: ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus'],
  own: 'staging',
  killedIn: ['100000000002', '100000000006'],
};
/** Killed while the stack is made for which all labs take turns. */
const HUB: Mapping = {
  command: 'init',
  labs: ['ada', 'bob', 'cyd', 'dan', 'eve'],
  own: 'datascience',
  killedIn: ['LabSCToolsAccountSetup-bob'],
};

const SHARED = { tools: '111111111111', datascience: '222222222222', staging: '333333333333' };
const ROLE = 'arn:aws:iam::{account}:role/LabAdministrator';

function layOut(cwd: string, { labs, own }: Mapping): void {
  const lines = labs.map((lab, index) => `${lab},${String(100_000_000_001 + index)}`);
  writeFileSync(join(cwd, 'roster.csv'), [`lab,${own}`, ...lines].join('\n'));
  const accounts = Object.entries(SHARED).map(([account, id]) => [
    account,
    { roleArn: ROLE, ...(account !== own && { id }) },
  ]);
  const settings = { region: 'us-east-1', accounts: Object.fromEntries(accounts) as object, roster: 'roster.csv' };
  writeFileSync(join(cwd, 'mlops-lab.yaml'), JSON.stringify(settings));
}

const summaryOf = (shard: number) => `summaries/${String(shard)}.json`;

function argsOf(command: string, shard: number): string[] {
  return [command, '--yes', '--shard', `${String(shard)}/${String(SHARDS)}`, '--summary', summaryOf(shard)];
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

/** The stacks that were made, each as often as it was. */
function made(cwd: string, sandbox?: string): string[] {
  const writes = writesIn(cwd, sandbox);
  const begun = writes.filter(({ operation, outcome }) => operation === 'CreateStack' && outcome === 'ok');
  return begun.flatMap(({ resources }) => resources).sort();
}

describe.each([
  ['labs with a Staging account each', STAGING_EACH],
  ['labs around one Tools and one Staging account', HUB],
])('four shards on one sandbox, one of them killed and started again, of %s', (_mapping, mapping) => {
  const { command, labs, killedIn } = mapping;
  const { cwd, folder, env } = printedKeys((work) => {
    layOut(work, mapping);
    return ['--config', 'mlops-lab.yaml', '--speed', '20'];
  });

  it('come to what one process tells', async () => {
    mkdirSync(join(cwd, 'summaries'));
    const others = [1, 3, 4].map((shard) => mlopsLab(argsOf(command, shard), { cwd, env: env() }));
    const killed = spawn(process.execPath, ['--import', KILLER, BINARY, ...argsOf(command, 2)], {
      cwd,
      env: {
        ...cleanEnvironment({ cwd, env: env() }),
        KILLED_BY_TRAIL: join(folder, 'trail.ndjson'),
        KILLED_IN: killedIn.join(' '),
      },
      stdio: 'ignore',
    });
    expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
    const before = await Promise.all(others);
    expect(before.map(({ code, stderr }) => [code, code === 0 || stderr])).toEqual(Array(3).fill([0, true]));

    const early = await mlopsLab(['class', 'report', 'summaries', '--output', 'json'], { cwd });
    expect(early.code).toBe(1);
    expect(early.stdout).toContain('there is no summary of shard 2/4');

    const again = await mlopsLab(argsOf(command, 2), { cwd, env: env() });
    expect(again.code, again.stderr).toBe(0);
    const merged = await mlopsLab(['class', 'report', 'summaries', '--output', 'json'], { cwd });
    expect(merged.code).toBe(0);

    const alone = workFolder();
    layOut(alone, mapping);
    const one = await mlopsLab([command, '--all', '--yes', '--sandbox', '--output', 'json'], { cwd: alone });
    expect(one.code, one.stdout).toBe(0);
    expect(told(merged.stdout)).toEqual(told(one.stdout));
    const ofShard = told(readFileSync(join(cwd, summaryOf(2)), 'utf8')).labs.map(({ lab }) => lab);
    expect(ofShard).toEqual(labs.filter((_lab, index) => index % SHARDS === 1));
    expect(made(cwd, 'sandbox')).toEqual(made(alone));
  });
});
