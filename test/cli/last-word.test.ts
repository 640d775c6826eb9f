import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { BINARY, mlopsLab as binary, workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { saying } from '../support/steps.ts';
import { type NextStep } from '../../src/events.ts';

interface Result {
  readonly type: string;
  readonly command: string;
  readonly status: string;
  readonly error?: { readonly code: string; readonly message: string; readonly hints: readonly NextStep[] };
}

/** Renames the window of whoever looks. */
const TITLE = '\u001B]0;title\u0007\u202E';

/** The only result among the lines, which has to be the last of them. */
function resultIn(text: string): Result {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);
  expect(lines.filter(({ type }) => type === 'result')).toHaveLength(1);
  const [result] = lines.slice(-1);
  if (result?.type !== 'result') throw new Error(`the last line is no result: ${text}`);
  return result;
}

/** Has something fail in the program's process as soon as the program is there to notice. */
function failing(statement: string): Record<string, string> {
  const script = `const t=setInterval(()=>{if(process.listenerCount('uncaughtException')===0)return;clearInterval(t);${statement}},1)`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}

describe('with --output json a run ends with one result', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['for an option that is not there', ['status', '--fast', '--output', 'json'], {}, "unknown option '--fast'"],
    ['for a value that is none', ['notebook', 'stop', '--output=json'], {}, 'missing required argument'],
    ['for an option for a value', ['status', '--lab', '--sandbox', '--output=json'], {}, "'--sandbox' comes next"],
    ['for a command that is not there', ['deploy'], { MLOPS_LAB_OUTPUT: 'json' }, "unknown command 'deploy'"],
    ['for no command', [], { MLOPS_LAB_OUTPUT: 'json' }, 'no command is given'],
    ['for help with what is not there', ['help', 'deploy', '--output', 'json'], {}, "unknown command 'deploy'"],
    ['for a port that is none', ['sandbox', '--port', 'x', '--output', 'json'], {}, "argument 'x' is invalid"],
  ])('%s', async (_, args, env, message) => {
    const { code, stdout, stderr } = await mlopsLab(args, { cwd: workFolder(), env });
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    const { status, error } = resultIn(stdout);
    expect({ status, ...error }).toMatchObject({ status: 'failed', code: 'usage' });
    expect(error?.message).toContain(message);
    expect(error?.hints).toEqual(saying('--help'));
  });

  it.each<[readonly string[], string, string]>([
    [['--help'], 'mlops-lab', 'Usage: mlops-lab'],
    [['help', 'status'], 'status', 'Usage: mlops-lab status'],
    [['notebook', 'launch', '--help'], 'notebook', 'Usage: mlops-lab notebook launch'],
    [['--version'], 'mlops-lab', manifest.version],
  ])('for %j, with the text in it', async (args, command, text) => {
    const { code, stdout } = await mlopsLab(args, { cwd: workFolder(), env: { MLOPS_LAB_OUTPUT: 'json' } });
    expect(code).toBe(0);
    expect(resultIn(stdout)).toMatchObject({
      command,
      status: 'succeeded',
      text: expect.stringContaining(text) as string,
    });
  });

  it('when the sandbox cannot be offered', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'file'), '');
    const { code, stdout } = await mlopsLab(['sandbox', 'file', '--output', 'json'], { cwd });
    expect(code).not.toBe(0);
    expect(resultIn(stdout)).toMatchObject({ command: 'sandbox', status: 'failed' });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('when %s ends it', async (signal) => {
    const args = ['init', '--sandbox', '--yes', '--output', 'json'];
    const { code, stdout } = await ended(spawned(args, workFolder(), 'pipe'), (child) => child.kill(signal));
    expect(code).toBe(130);
    expect(stdout).toMatch(/^\{"type":"start",/);
    expect(resultIn(stdout)).toMatchObject({ command: 'init', status: 'interrupted' });
  });

  it('when the sandbox that was offered is ended, and its environment is told to programs before', async () => {
    const args = ['sandbox', '--port', '0', '--output', 'json'];
    const { code, stdout } = await ended(spawned(args, workFolder(), 'pipe'), (child) => child.kill('SIGTERM'));
    expect(code).toBe(0);
    expect(JSON.parse(stdout.split('\n')[1] ?? '')).toMatchObject({
      type: 'secret',
      name: 'environment',
      text: expect.stringContaining('export AWS_ENDPOINT_URL=') as string,
    });
    expect(resultIn(stdout)).toMatchObject({ command: 'sandbox', status: 'succeeded' });
  });

  it.skipIf(process.platform === 'win32')('when the working folder was deleted, and says that', async () => {
    const cwd = workFolder();
    const script = `rmdir "$PWD"; exec "$0" "$@"`;
    const args = ['-c', script, process.execPath, BINARY, 'status', '--sandbox', '--output', 'json'];
    const { stdout } = await ended(spawn('sh', args, { cwd, env: { HOME: cwd } }));
    expect(resultIn(stdout).error).toMatchObject({ code: 'no-working-folder' });
  });

  it.each([
    ['a timer throws', 'throw new TypeError("boom")'],
    ['a promise is rejected that nobody waits for', 'Promise.reject(new TypeError("boom"))'],
    ['something throws what is no error', 'throw "boom"'],
  ])('when %s, and calls that a bug', async (_, statement) => {
    const args = ['init', '--sandbox', '--yes', '--output', 'json'];
    const { code, stdout, stderr } = await binary(args, { cwd: workFolder(), env: failing(statement) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const { command, error } = resultIn(stdout);
    expect(command).toBe('init');
    expect(error).toMatchObject({ code: 'internal-error', hints: saying('this is a bug') });
    expect(error?.message).toContain('boom');
  });

  it('when the system refuses something, and calls that no bug', async () => {
    const statement = 'import("node:fs").then(({openSync})=>openSync("/no/such/folder/file","r"))';
    const args = ['status', '--sandbox', '--output', 'json'];
    const { stdout } = await binary(args, { cwd: workFolder(), env: failing(statement) });
    const { error } = resultIn(stdout);
    expect(error).toMatchObject({ code: 'system-error', message: expect.stringContaining('ENOENT') as string });
    expect(error?.hints).not.toEqual(saying('bug'));
  });

  it.runIf(existsSync('/dev/full'))('on stderr when the disk of stdout is full: exit code 1', async () => {
    const { code, stderr } = await writingTo('/dev/full', ['status', '--sandbox', '--output', 'json']);
    expect(code).toBe(1);
    const { error } = resultIn(stderr);
    expect(error).toMatchObject({ code: 'output-failed', message: expect.stringContaining('ENOSPC') as string });
  });

  it('on stderr when nobody reads stdout any more, with the exit code that the command deserves', async () => {
    const { code, stderr } = await unread(['status', '--sandbox', '--output', 'json']);
    expect(code).toBe(0);
    expect(resultIn(stderr)).toMatchObject({ command: 'status', status: 'succeeded' });
  });
});

describe('for people', () => {
  it.runIf(existsSync('/dev/full'))('a full disk is told on stderr: exit code 1', async () => {
    const { code, stderr } = await writingTo('/dev/full', ['status', '--sandbox']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/✖ .*could not be written to stdout \(ENOSPC/);
    expect(await writingTo('/dev/full', ['--help'])).toMatchObject({ code: 1 });
  });

  it('a pager that is quit is nothing to tell', async () => {
    const { code, stderr } = await unread(['status', '--sandbox']);
    expect(code).toBe(0);
    expect(stderr).not.toContain('✖');
  });

  it.each<[string, object, readonly string[]]>([
    [
      "in AWS's message",
      { kind: 'error', call: 'cloudformation:*', code: 'Odd', message: `no${TITLE}`, status: 400 },
      ['status', '--sandbox'],
    ],
    [
      'in what CloudFormation says of a resource',
      { kind: 'resource', resource: 'DeployRole', phase: 'create', reason: `no${TITLE}` },
      ['staging', '--sandbox', '--yes'],
    ],
    ['in the name of a file', { kind: 'crash', event: 9999 }, ['submit', `x${TITLE}.csv`, '--sandbox']],
    [
      'in the name of the settings file',
      { kind: 'crash', event: 9999 },
      ['status', '--sandbox', '--config', `x${TITLE}`],
    ],
  ])('control characters %s are made visible', async (_, fault, args) => {
    const cwd = workFolder();
    mkdirSync(join(cwd, '.mlops-lab/sandbox'), { recursive: true });
    writeFileSync(join(cwd, '.mlops-lab/sandbox/faults.json'), JSON.stringify([fault]));
    const { stdout, stderr } = await mlopsLab(args, { cwd });
    expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    // XML has no control characters, so that the sandbox's answers hold others in their place.
    expect(stderr).toMatch(/(\\u001b|\uFFFD)\]0;title(\\u0007|\uFFFD)\\u202e/);
  });

  it('a token that was typed as a value is not repeated, however short', async () => {
    const { stderr } = await mlopsLab(['sandbox', '--port', 'Ab3dEf6hIj9lMn2pQr5tUv8xYz1aBc'], { cwd: workFolder() });
    expect(stderr).toContain("argument '********' is invalid");
  });

  it('what was typed is shown without what a terminal would obey, or what is a secret', async () => {
    const typed = '--\u001B]0;title\u0007\u202E=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const { code, stderr } = await mlopsLab(['status', typed], { cwd: workFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain("unknown option '--\\u001b]0;title\\u0007\\u202e=********'");
  });
});

interface Told {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function writingTo(path: string, args: readonly string[]): Promise<Told> {
  const stdout = openSync(path, 'w');
  const child = spawned(args, workFolder(), stdout);
  closeSync(stdout);
  return ended(child);
}

/** As behind a pipe whose other end was closed before anything was written. */
function unread(args: readonly string[]): Promise<Told> {
  const child = spawned(args, workFolder(), 'pipe');
  child.stdout?.destroy();
  return ended(child);
}

function spawned(args: readonly string[], cwd: string, stdout: number | 'pipe'): ChildProcess {
  return spawn(process.execPath, [BINARY, ...args], { cwd, env: { HOME: cwd }, stdio: ['ignore', stdout, 'pipe'] });
}

/** What a run has told when it ends; `atFirstWord` is called once it has told anything. */
function ended(child: ChildProcess, atFirstWord?: (child: ChildProcess) => void): Promise<Told> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  if (atFirstWord) child.stdout?.once('data', () => atFirstWord(child));
  return new Promise((done) => child.on('close', (code) => done({ code, stdout, stderr })));
}
