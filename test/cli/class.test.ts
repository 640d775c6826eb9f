import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { TeardownReport } from '../../src/pages/report/teardown-report.ts';
import { runProgram } from '../../src/compose/program.ts';
import type { LabEvent, LabSummary, ResultEvent } from '../../src/events.ts';
import { workFolder, writesIn } from '../support/binary.ts';
import { IN_TIME } from '../support/in-time.ts';
import { mlopsLab } from '../support/program.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

const ROSTER = `lab,staging
ada,100000000001
bob,100000000002
eve,100000000003
`;

/** Labs with a Staging account each, around one Tools and one Data Scientist account. */
function classroom(faults: readonly object[] = [], roster = ROSTER): string {
  const cwd = workFolder();
  writeFileSync(join(cwd, 'roster.csv'), roster);
  writeFileSync(
    join(cwd, 'mlops-lab.yaml'),
    `region: us-east-1
accounts:
  tools: { id: "111111111111", roleArn: "arn:aws:iam::{account}:role/Hub" }
  datascience: { id: "222222222222" }
  staging: { roleArn: "arn:aws:iam::{account}:role/LabAdministrator" }
roster: roster.csv
`,
  );
  mkdirSync(join(cwd, '.mlops-lab/sandbox'), { recursive: true });
  writeFileSync(join(cwd, '.mlops-lab/sandbox/faults.json'), JSON.stringify(faults));
  return cwd;
}

const eventsIn = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabEvent);

const brief = (labs: readonly LabSummary[] = []) => labs.map(({ lab, status, exitCode }) => [lab, status, exitCode]);

const summaryIn = (cwd: string, file: string) => JSON.parse(readFileSync(join(cwd, file), 'utf8')) as ResultEvent;

const stacksMadeIn = (cwd: string) =>
  writesIn(cwd).flatMap(({ operation, account }) => (operation === 'CreateStack' ? [account] : []));

describe('a command on a class', () => {
  it('goes on where one lab fails, tells which and why, and takes up what failed alone', async () => {
    const cwd = classroom([
      { kind: 'resource', resource: 'DeployRole', phase: 'create', reason: 'the name is taken', times: 1 },
    ]);
    const first = await mlopsLab(['staging', '--sandbox', '--all', '--yes', '--summary', 'first.json'], { cwd });
    expect(first.code).toBe(1);
    const { labs = [], ...result } = summaryIn(cwd, 'first.json');
    const [failed, ...more] = labs.filter(({ exitCode }) => exitCode !== 0);
    expect(more).toEqual([]);
    expect(labs.filter(({ status }) => status === 'succeeded')).toHaveLength(2);
    expect(failed?.error).toMatchObject({
      code: 'stack-failed',
      message: expect.stringContaining('the name is taken') as string,
    });
    const lab = failed?.lab ?? '';
    expect(failed?.error?.hints[0]?.command).toBe(`mlops-lab staging --sandbox --yes --lab ${lab}`);
    expect(result).toMatchObject({ command: 'staging', status: 'failed', error: { code: 'labs-failed' } });
    expect(first.stdout).toContain(`✖ ${lab}: stack LabStagingAccountSetup-${lab}`);
    expect(first.stdout).toContain('! staging: 2 of 3 labs done');
    expect(first.stderr).toContain(`✖ 1 of 3 labs failed: ${lab}`);

    writeFileSync(join(cwd, '.mlops-lab/sandbox/faults.json'), '[]');
    const again = ['staging', '--sandbox', '--yes', '--output', 'json', '--retry-failed', 'first.json'];
    const second = await mlopsLab([...again, '--summary', 'second.json'], { cwd });
    expect(second.code, second.stdout).toBe(0);
    expect(brief(summaryIn(cwd, 'second.json').labs)).toEqual([[lab, 'succeeded', 0]]);
    const events = eventsIn(second.stdout);
    expect(events.find(({ type }) => type === 'labs')).toMatchObject({ type: 'labs', command: 'staging', labs: [lab] });
    const ofStacks = events.filter(({ type }) => type.startsWith('stack-'));
    expect(ofStacks.length).toBeGreaterThan(0);
    expect(new Set(ofStacks.map((event) => event.lab))).toEqual(new Set([lab]));
    expect(events.find(({ type }) => type === 'lab-finished')).toMatchObject({
      lab,
      exitCode: 0,
      outputs: { staging: {} },
    });

    const third = await mlopsLab([...again.slice(0, -1), 'second.json'], { cwd });
    expect(third.code).toBe(0);
    expect(eventsIn(third.stdout).at(-1)).toMatchObject({ status: 'unchanged', labs: [] });
  });

  it('runs in shards that need not know of each other, and again without harm', async () => {
    const cwd = classroom();
    const shard = (of: string) =>
      mlopsLab(['staging', '--sandbox', '--yes', '--output', 'json', '--shard', of], { cwd });
    const [one, two] = [await shard('1/2'), await shard('2/2')].map(
      ({ stdout }) => eventsIn(stdout).at(-1) as ResultEvent,
    );
    expect(brief(one?.labs)).toEqual([
      ['ada', 'succeeded', 0],
      ['eve', 'succeeded', 0],
    ]);
    expect(brief(two?.labs)).toEqual([['bob', 'succeeded', 0]]);
    expect(stacksMadeIn(cwd).sort()).toEqual(['100000000001', '100000000002', '100000000003']);

    const status = await mlopsLab(['status', '--sandbox', '--all'], { cwd });
    expect(status.stdout).toMatchInlineSnapshot(`
      "- ada: 1 of 6 stacks up to date, 5 not deployed
      - bob: 1 of 6 stacks up to date, 5 not deployed
      - eve: 1 of 6 stacks up to date, 5 not deployed
      "
    `);
    const again = await mlopsLab(['staging', '--sandbox', '--yes', '--all'], { cwd });
    expect(again.stdout).toBe('= staging: nothing to do\n');
  });

  it('ends with 5 where a teardown leaves something, and names it, also in the report of that lab', async () => {
    const cwd = classroom([{ kind: 'resource', resource: 'DeployRole', phase: 'delete', reason: 'held', times: 3 }]);
    await mlopsLab(['staging', '--sandbox', '--yes', '--lab', 'ada', 'bob'], { cwd });
    const teardown = ['teardown', '--sandbox', '--yes', '--report', 'left.json', '--lab', 'ada', 'bob'];
    const { code, stdout, stderr } = await mlopsLab(teardown, { cwd });
    expect(code, stdout).toBe(5);
    expect(stdout).toMatch(/✖ (ada|bob): /);
    expect(stdout).toContain('LabStagingAccountSetup-');
    expect(stderr).toContain('something is left of');
    const reports = ['ada', 'bob'].map(
      (lab) => JSON.parse(readFileSync(join(cwd, `left-${lab}.json`), 'utf8')) as TeardownReport,
    );
    expect(reports.map(({ lab }) => lab)).toEqual(['ada', 'bob']);
    const [held] = reports.filter(({ status }) => status === 'failed');
    expect(held?.left.length).toBeGreaterThan(0);
    expect(stdout).toContain(`✖ ${held?.lab ?? ''}: `);
    const [cleared] = reports.filter(({ status }) => status === 'succeeded');
    expect(cleared?.left).toEqual([]);
    const gone = cleared?.deleted.map(({ kind, name }) => `${kind} ${name}`);
    expect(gone).toContain(`stack LabStagingAccountSetup-${cleared?.lab ?? ''}`);
    expect(existsSync(join(cwd, 'left.json'))).toBe(false);
  });

  it('plans without changing anything, lab by lab', async () => {
    const cwd = classroom();
    const { code, stdout, stderr } = await mlopsLab(['staging', '--sandbox', '--all', '--dry-run'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('= bob: stacks: 1 to create\n');
    expect(stdout).toBe('= staging: planned only, nothing was changed\n');
    expect(stacksMadeIn(cwd)).toEqual([]);
  });

  it('names all labs in its summary where it is interrupted before the first', async () => {
    const cwd = classroom();
    const stop = new AbortController();
    const [stdin, stdout, stderr] = [new FakeInput({ isTTY: false }), new FakeOutput(), new FakeOutput()];
    stderr._write = (_chunk, _encoding, done) => {
      stop.abort();
      done();
    };
    const io = { env: {}, cwd, stdin, stdout, stderr, signal: stop.signal };
    const args = ['staging', '--all', '--yes', '--sandbox', '--summary', 'summary.json'];
    expect(await runProgram(args, io)).toBe(130);
    const { labs } = JSON.parse(readFileSync(join(cwd, 'summary.json'), 'utf8')) as ResultEvent;
    expect(labs?.map(({ lab, status }) => [lab, status])).toEqual(
      ['ada', 'bob', 'eve'].map((lab) => [lab, 'interrupted']),
    );
    expect(stacksMadeIn(cwd)).toEqual([]);
  });

  it('asks once for all labs, and takes the answer for all', async () => {
    const cwd = classroom([], ROSTER.replace(/eve.*\n/, ''));
    const answered = async (args: readonly string[], question: string, answer: string) => {
      const output = () => new FakeOutput({ columns: 100 });
      const [stdin, stdout, stderr] = [new FakeInput({ isTTY: true }), output(), output()];
      const io = { env: {}, cwd, stdin, stdout, stderr, signal: new AbortController().signal };
      const run = runProgram([...args, '--sandbox', '--all'], io);
      await vi.waitFor(() => expect(stderr.text).toContain(question), IN_TIME);
      stdin.write(`${answer}\r`);
      const code = await run;
      expect(stderr.text.split(question).length).toBeGreaterThan(1);
      return {
        code,
        plans: ['ada', 'bob'].filter((lab) => stderr.text.includes(`${lab}: stacks: 1 to create`)),
      };
    };
    const question = 'Carry out the plans of 2 labs?';
    expect(await answered(['staging'], question, 'n')).toEqual({ code: 4, plans: ['ada', 'bob'] });
    expect(stacksMadeIn(cwd)).toEqual([]);
    expect((await answered(['staging', '--at-once', '1'], question, 'y')).code).toBe(0);
    expect(stacksMadeIn(cwd)).toHaveLength(2);
    const typed = 'Type "2 labs" to delete all this';
    expect((await answered(['teardown'], typed, 'ada')).code).toBe(4);
    expect((await answered(['teardown'], typed, '2 labs')).code).toBe(0);
    expect(writesIn(cwd).filter(({ operation }) => operation === 'DeleteStack')).toHaveLength(2);
  });

  it('is refused before it does anything where nobody can be asked', async () => {
    const cwd = classroom();
    const { code, stdout } = await mlopsLab(['staging', '--sandbox', '--all', '--output', 'json'], { cwd });
    expect(code).toBe(2);
    expect(eventsIn(stdout).at(-1)).toMatchObject({
      error: { code: 'no-terminal', hints: [{ say: 'answer with --yes' }] },
    });
    expect(stacksMadeIn(cwd)).toEqual([]);
  });

  it('says of a shard without labs that it has none', async () => {
    const { code, stderr } = await mlopsLab(['status', '--shard', '4/4', '--sandbox'], { cwd: classroom() });
    expect(code).toBe(0);
    expect(stderr).toContain('shard 4/4 has none of the 3 labs');
  });

  it.each([
    [['status'], 'the settings describe 3 labs (ada, bob, eve), and none is chosen'],
    [['login'], 'the settings describe 3 labs (ada, bob, eve), and none is chosen'],
    [['status', '--lab', 'bab'], 'there is no lab "bab" in the settings\n  → did you mean bob?'],
    [['status', '--all', '--lab', 'bob'], "option '--lab <name...>' cannot be used with option '--all'"],
    [['status', '--shard', '3/2'], 'It is I/N, such as 2/4 for the second of four.'],
    [['status', '--retry-failed', 'none.json'], 'there is no file none.json'],
    [['status', '--retry-failed', 'roster.csv'], 'roster.csv is no summary of labs'],
  ])('refuses what makes no selection: %j', async (args, message) => {
    const { code, stderr } = await mlopsLab([...args, '--sandbox'], { cwd: classroom() });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each(['nowhere/summary.json', '.', 'roster.csv/summary.json'])(
    'begins with nothing where its summary could not be written: to %s',
    async (file) => {
      const cwd = classroom();
      const { code, stdout } = await mlopsLab(
        ['status', '--sandbox', '--lab', 'bob', '--output', 'json', '--summary', file],
        { cwd },
      );
      expect(code).toBe(2);
      expect(eventsIn(stdout).at(-1)).toMatchObject({ status: 'failed', error: { code: 'summary-unwritable' } });
      expect(eventsIn(stdout).at(-1)).not.toHaveProperty('labs');
      expect(existsSync(join(cwd, '.mlops-lab/sandbox/state.ndjson'))).toBe(false);
    },
  );

  it.runIf(existsSync('/dev/full'))('fails where the disk is full when its summary is written', async () => {
    const args = ['status', '--sandbox', '--lab', 'bob', '--output', 'json', '--summary', '/dev/full'];
    const { code, stdout } = await mlopsLab(args, { cwd: classroom() });
    expect(code).toBe(1);
    expect(eventsIn(stdout).at(-1)).toMatchObject({ error: { code: 'summary-unwritten' }, labs: [{ lab: 'bob' }] });
  });
});

describe('the end of a class', () => {
  it('is one of all labs, or of those that are chosen', async () => {
    const cwd = classroom();
    const ended = async (...chosen: string[]) => {
      const args = ['class', 'end', '--sandbox', '--yes', '--output', 'json', ...chosen];
      const { code, stdout } = await mlopsLab(args, { cwd });
      const { labs = [] } = eventsIn(stdout).at(-1) as ResultEvent;
      return { code, labs: labs.map(({ lab, status }) => [lab, status]) };
    };
    expect(await ended()).toEqual({ code: 0, labs: ['ada', 'bob', 'eve'].map((lab) => [lab, 'unchanged']) });
    expect(await ended('--shard', '2/2')).toEqual({ code: 0, labs: [['bob', 'unchanged']] });
  });
});

describe('one lab of a class', () => {
  it('is run as if the file described no other, and what comes next is about it', async () => {
    const cwd = classroom();
    const args = ['staging', '--sandbox', '--yes', '--output', 'json', '--lab', 'bob'];
    const { code, stdout } = await mlopsLab(args, { cwd });
    expect(code, stdout).toBe(0);
    const events = eventsIn(stdout);
    expect(events.at(-1)).toMatchObject({ type: 'result', status: 'succeeded', outputs: { staging: {} } });
    expect(events.at(-1)).not.toHaveProperty('labs');
    expect(events.find(({ type }) => type === 'plan')).toHaveProperty('lab', 'bob');
    const { next = [] } = events.at(-1) as ResultEvent;
    const commands = next.flatMap(({ command = '' }) => (command.startsWith('mlops-lab') ? [command] : []));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).toContain('--lab bob');
    expect(readFileSync(join(cwd, 'roster.csv'), 'utf8')).toBe(ROSTER);
  });
});

describe('summaries of shards', () => {
  const shard = (index: number, labs: readonly Partial<LabSummary>[], more: object = {}) => ({
    type: 'result',
    command: 'init',
    status: 'succeeded',
    ended: `2026-01-05T10:0${String(index)}:00.000Z`,
    shard: { index, of: 2 },
    labs,
    ...more,
  });
  const done = (lab: string) => ({ lab, status: 'succeeded' as const, exitCode: 0 });
  const failed = (lab: string, exitCode = 1) => ({
    lab,
    status: 'failed' as const,
    exitCode,
    error: { code: 'stack-failed' as const, message: `stack pre-reqs-${lab} failed`, hints: [] },
  });

  async function reported(...summaries: readonly object[]) {
    const cwd = workFolder();
    mkdirSync(join(cwd, 'all'));
    for (const [at, summary] of summaries.entries())
      writeFileSync(join(cwd, `all/${String(at)}.json`), JSON.stringify(summary));
    const { code, stdout } = await mlopsLab(['class', 'report', 'all', '--output', 'json'], { cwd });
    const result = eventsIn(stdout).at(-1) as ResultEvent;
    return { code, result, labs: brief(result.labs).map(([lab]) => lab) };
  }

  it('come to what one run would have told, in the order of the file', async () => {
    const { code, result, labs } = await reported(
      shard(2, [done('b2'), done('d4')]),
      shard(1, [done('a1'), done('c3')]),
    );
    expect(code).toBe(0);
    expect(result).toMatchObject({ command: 'init', status: 'succeeded' });
    expect(labs).toEqual(['a1', 'b2', 'c3', 'd4']);
  });

  it('name what failed, and how to try that again', async () => {
    const { code, result } = await reported(shard(1, [done('a1'), failed('c3')]), shard(2, [failed('b2', 5)]));
    expect(code).toBe(5);
    expect(result.error?.message).toBe('2 of 3 labs failed: b2, c3; something is left of b2');
    expect(result.error?.hints[0]?.command).toBe('mlops-lab init --lab b2 c3');
  });

  it('count for a lab as it ended last, whatever the files are called', async () => {
    const again = shard(3, [done('b2')], { shard: undefined });
    const { code, labs } = await reported(again, shard(1, [done('a1')]), shard(2, [failed('b2')]));
    expect({ code, labs }).toEqual({ code: 0, labs: ['a1', 'b2'] });
  });

  it('say what to do with a file that is none', async () => {
    const { result } = await reported(shard(1, [done('a1')]), { name: 'x' });
    expect(result.error?.hints[0]?.say).toMatch(/^take it out of the folder; .* run that shard again$/);
  });

  it('name the first shard to run again where several are missing', async () => {
    const { result } = await reported(shard(2, [done('b2')], { shard: { index: 2, of: 4 } }));
    expect(result.error?.message).toBe('there is no summary of the shards 1/4, 3/4, 4/4');
    expect(result.error?.hints[0]?.say).toContain('--shard 1/4,');
  });

  it.each([
    ['one is missing', [shard(1, [done('a1')])], 1, 'there is no summary of shard 2/2'],
    [
      'they are of different commands',
      [shard(1, []), shard(2, [], { command: 'teardown' })],
      2,
      'different commands, init and teardown',
    ],
    ['one is something else', [{ name: 'x' }], 2, 'all/0.json is no summary of labs'],
    ['there is none', [], 2, 'there is no .json file in all'],
  ])('come to nothing where %s', async (_, summaries, exitCode, message) => {
    const { code, result } = await reported(...summaries);
    expect(code).toBe(exitCode);
    expect(result.error?.message).toContain(message);
  });
});
