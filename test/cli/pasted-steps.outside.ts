import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabEvent, Leftover, NextStep, ResultEvent } from '../../src/events.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

/** Nothing of it is what a command takes for granted: not the folder, not the file, not the name. */
const WHERE = ['--sandbox=re hearsal', '--config', 'a course/lab.yaml', '--name', 'course-7'];

interface Ended {
  readonly code: number | null;
  readonly result: ResultEvent;
  readonly events: readonly LabEvent[];
}

/** A working folder, and the result of the `init` in it. */
interface Place {
  readonly cwd: string;
  readonly made: ResultEvent;
}

let place: Place;

beforeAll(async () => {
  const cwd = folder();
  const planned = await run(cwd, 'init', ...WHERE, '--dry-run');
  place = { cwd, made: await taken(cwd, planned.result.next, 'mlops-lab init') };
}, 60_000);

function folder(): string {
  const cwd = workFolder();
  mkdirSync(join(cwd, 'a course'));
  writeFileSync(join(cwd, 'a course/lab.yaml'), 'pipeline: { approval: true }\n');
  return cwd;
}

/** The same as it was made, for one test alone. */
function inPlace(): Place {
  const cwd = workFolder();
  cpSync(place.cwd, cwd, { recursive: true });
  return { ...place, cwd };
}

async function run(cwd: string, ...args: readonly string[]): Promise<Ended> {
  const { code, stdout } = await mlopsLab(args, { cwd, env: { MLOPS_LAB_OUTPUT: 'json' } });
  const lines = stdout.trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as LabEvent);
  const result = events.at(-1);
  if (result?.type !== 'result') throw new Error(`the last line is no result: ${stdout}`);
  return { code, result, events };
}

/** The words that a shell makes of a line that is pasted into it. */
function pasted(line: string): string[] {
  const script = `set -- ${line}\nprintf '%s\\0' "$@"`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

/** Runs the command of a step; who sits at a terminal would say yes where it asks. */
async function take(cwd: string, { command = '', argv }: NextStep): Promise<Ended> {
  const words = pasted(command);
  expect(words).toEqual(argv);
  const [program, ...args] = words;
  expect(program).toBe('mlops-lab');
  const ended = await run(cwd, ...args);
  return ended.result.error?.code === 'no-terminal' ? run(cwd, ...args, '--yes') : ended;
}

function stepIn(steps: readonly NextStep[] | undefined, words: string): NextStep {
  const found = steps?.find(({ command }) => command?.includes(words));
  return found ?? expect.fail(`no step has "${words}": ${JSON.stringify(steps)}`);
}

/** Takes a step, which has to succeed. */
async function taken(cwd: string, steps: readonly NextStep[] | undefined, words: string): Promise<ResultEvent> {
  const { code, result } = await take(cwd, stepIn(steps, words));
  expect({ code, status: result.status }, JSON.stringify(result.error)).toMatchObject({ code: 0 });
  return result;
}

describe('a step that is pasted into a shell works', () => {
  it('where the accounts are empty', async () => {
    const cwd = folder();
    const { code, result } = await run(cwd, 'datascience', ...WHERE, '--yes');
    expect(code).toBe(2);
    expect((await taken(cwd, result.error?.hints, 'mlops-lab tools')).outputs?.catalog).toBeDefined();
    const enter = await run(cwd, 'login', ...WHERE);
    expect((await taken(cwd, enter.result.error?.hints, 'mlops-lab datascience')).status).toBe('succeeded');
    expect((await run(cwd, 'login', ...WHERE)).code).toBe(0);
  });

  it('after the lab was made', async () => {
    const { cwd, made } = inPlace();
    expect(made.status).toBe('succeeded');
    const { stacks } = await taken(cwd, made.next, 'mlops-lab status');
    expect(stacks?.map(({ stackName, status }) => [stackName, status])).toContainEqual([
      'pre-reqs-course-7',
      'CREATE_COMPLETE',
    ]);
    expect((await taken(cwd, made.next, 'mlops-lab login')).login?.role).toContain('course-7');
  });

  it('from a submission to its release', async () => {
    const { cwd, made } = inPlace();
    const waiting = await taken(cwd, made.next, 'mlops-lab submit');
    expect(waiting.release?.outcome).toBe('waiting');
    const { result: shown, events } = await run(cwd, 'approve', ...WHERE, '--dry-run');
    const asked = events.find((event) => event.type === 'approval-waiting');
    expect(asked?.next).toEqual(waiting.next?.slice(0, 2));
    const approved = await taken(cwd, shown.next, 'mlops-lab approve');
    const released = await taken(cwd, approved.next, 'mlops-lab pipeline');
    expect(released.release?.outcome).toBe('released');
    const { result: late } = await take(cwd, stepIn(waiting.next, '--reject'));
    expect(late.status).toBe('failed');
    expect((await taken(cwd, late.error?.hints, 'pipeline --watch')).release?.outcome).toBe('released');
  });

  it('with notebooks, which stand in the way of a teardown that is to keep them', async () => {
    const { cwd } = inPlace();
    const { result: missing } = await run(cwd, 'notebook', 'open', 'x', ...WHERE);
    const launched = await taken(cwd, missing.error?.hints, 'notebook launch');
    expect((await taken(cwd, launched.next, 'notebook open')).opened).toBeDefined();
    const { result: blocked } = await run(cwd, 'teardown', ...WHERE, '--yes', '--express', '--keep-notebooks');
    expect(blocked.error?.code).toBe('teardown-blocked');
    expect((await taken(cwd, blocked.error?.hints, 'notebook terminate')).status).toBe('succeeded');
    expect((await taken(cwd, blocked.error?.hints, 'mlops-lab teardown')).leftovers?.filter(isLasting)).toEqual([]);
  });
});

function isLasting({ expected }: Leftover): boolean {
  return !expected;
}
