import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runProgram } from '../../src/compose/program.ts';
import type { EventLine, ResultLine, StartEvent } from '../../src/events.ts';
import { workFolder } from '../support/binary.ts';
import { IN_TIME } from '../support/in-time.ts';
import { mlopsLab } from '../support/program.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

const ACCOUNTS = { tools: '111111111111', datascience: '222222222222', staging: '333333333333' };

const CLASS = `region: eu-west-1
accounts:
  tools: { id: "111111111111" }
  datascience: { id: "222222222222" }
roster: roster.csv
`;

function ofClass(): string {
  const cwd = workFolder();
  writeFileSync(join(cwd, 'mlops-lab.yaml'), CLASS);
  writeFileSync(join(cwd, 'roster.csv'), 'lab,staging\nada,100000000001\nbob,100000000002\n');
  return cwd;
}

async function told(args: readonly string[], cwd = workFolder(), env: Readonly<Record<string, string>> = {}) {
  const { stdout } = await mlopsLab(args, { cwd, env: { MLOPS_LAB_OUTPUT: 'json', ...env } });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as EventLine);
  const [start, result] = [lines[0], lines.at(-1)] as [StartEvent, ResultLine];
  expect([start.type, result.type]).toEqual(['start', 'result']);
  expect(lines.filter(({ type }) => type === 'start')).toHaveLength(1);
  return { start, result, lines };
}

describe('with --output json the first line says what run it is, and so does the last', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, string, boolean]>([
    ['that is none', ['deploy'], {}, 'mlops-lab', false],
    ['with a flag that is not there', ['status', '--fast', '--sandbox'], {}, 'status', true],
    ['with a flag that is not there', ['status', '--fast'], { MLOPS_LAB_SANDBOX: 'yes' }, 'status', true],
    ['with a flag that is not there', ['status', '--sandbox=no', '--fast'], {}, 'status', false],
    ['without settings', ['status'], {}, 'status', false],
    ['that asks for help', ['init', '--help'], {}, 'init', false],
    ['that asks for the version', ['--version'], {}, 'mlops-lab', false],
    ['without summaries', ['class', 'report', 'nowhere'], {}, 'class report', false],
  ])('of a command %s: %j', async (_, args, env, command, rehearsal) => {
    const { start, result } = await told(args, workFolder(), env);
    const header = { schemaVersion: 1, programVersion: manifest.version, command, rehearsal };
    expect(start).toEqual({ type: 'start', time: expect.any(String) as string, ...header });
    expect(result).toMatchObject(header);
  });

  it('of a lab, with its region and accounts, and every line has the time of the rehearsal', async () => {
    const { start, result, lines } = await told(['tools', '--sandbox', '--yes', '--name', 'course']);
    const header = { command: 'tools', rehearsal: true, lab: 'course', region: 'us-east-1', accounts: ACCOUNTS };
    expect([start, result]).toEqual([expect.objectContaining(header), expect.objectContaining(header)]);
    const times = lines.filter(({ type }) => type !== 'resource').map(({ time }) => time);
    expect(times.every((time) => new Date(time).toISOString() === time)).toBe(true);
    expect(times).toEqual([...times].sort());
    const seconds = (Date.parse(result.time) - Date.parse(start.time)) / 1000;
    expect(seconds).toBeCloseTo(result.seconds ?? 0, 0);
  });

  it('of several labs, each with its place', async () => {
    const cwd = ofClass();
    const { start, result } = await told(['staging', '--sandbox', '--all', '--dry-run'], cwd);
    const place = (lab: string, staging: string) => ({ lab, region: 'eu-west-1', accounts: { ...ACCOUNTS, staging } });
    const places = [place('ada', '100000000001'), place('bob', '100000000002')];
    expect(start.labs).toEqual(places);
    expect(start).not.toHaveProperty('region');
    expect(result.labs).toMatchObject(places);
  });

  it('also where questions are led to with a word', async () => {
    const [stdin, stdout, stderr] = [
      new FakeInput({ isTTY: true }),
      new FakeOutput(),
      new FakeOutput({ columns: 100 }),
    ];
    const stop = new AbortController();
    const io = { env: { HOME: workFolder() }, cwd: workFolder(), stdin, stdout, stderr, signal: stop.signal };
    const ended = runProgram(['init', '--output', 'json'], io);
    await vi.waitUntil(() => stdout.text.includes('"notice"'), IN_TIME);
    stop.abort();
    expect(await ended).toBe(130);
    const types = stdout.text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as EventLine).type);
    expect([types[0], types.at(-1)]).toEqual(['start', 'result']);
    expect(types.filter((type) => type === 'start')).toHaveLength(1);
  });

  it('of one lab of several', async () => {
    const { start, result } = await told(['status', '--sandbox', '--lab', 'bob'], ofClass());
    const header = { lab: 'bob', region: 'eu-west-1', accounts: { ...ACCOUNTS, staging: '100000000002' } };
    expect([start, result]).toEqual([expect.objectContaining(header), expect.objectContaining(header)]);
    expect(start).not.toHaveProperty('labs');
  });
});
