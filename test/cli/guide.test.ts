import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { parse } from 'yaml';
import { runProgram } from '../../src/compose/program.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { cleanEnvironment, workFolder } from '../support/binary.ts';
import { IN_TIME } from '../support/in-time.ts';
import { within } from '../support/program.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

const ACCOUNTS = { 'lab-tools': '111111111111', 'lab-science': '222222222222', 'lab-staging': '333333333333' };
/** What is marked once a list is narrowed. */
const marked = (name: string) => `profile ${name}: access keys`;
const [TOOLS, SCIENCE, STAGING] = [marked('lab-tools'), marked('lab-science'), marked('lab-staging')];
const UNKNOWN = marked('unknown');
/** The line below every list that can be narrowed. */
const LIST = 'type filter';
const OTHER = 'another profile, by its name';
const [DOWN, ENTER, CTRL_C, CLEAR] = ['\u001B[B', '\r', '\u0003', '\u0015'];

/** What stays below all profiles, and below regions does not. */
const REGION = /^[a-z]+-[a-z]+-\d$/;

let sandbox: Sandbox;
let url = '';
beforeAll(async () => {
  const accounts = Object.values(ACCOUNTS).map((id) => ({ id }));
  sandbox = openSandbox({ storage: memoryStorage(), accounts, begin: Date.now() });
  const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  url = server.url;
  return () => server.close();
});

/** A home with a profile for each account, one whose keys nobody knows, and no settings yet. */
function home(): string {
  const cwd = workFolder();
  const profile = (name: string, key: string, secret: string, more = '') =>
    `[profile ${name}]\naws_access_key_id = ${key}\naws_secret_access_key = ${secret}\n${more}`;
  const known = Object.entries(ACCOUNTS).map(([name, id]) => {
    const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id });
    return profile(name, accessKeyId, secretAccessKey, 'region = eu-west-1\n');
  });
  mkdirSync(join(cwd, '.aws'));
  writeFileSync(join(cwd, '.aws/config'), [...known, profile('unknown', 'AKIAUNKNOWN', 'no')].join(''));
  return cwd;
}

/** `mlops-lab init` at a terminal, as somebody sees it and answers. */
function atTerminal(cwd: string, args: readonly string[] = ['init']) {
  const output = () => new FakeOutput({ columns: 80 });
  const [stdin, stdout, stderr] = [new FakeInput({ isTTY: true }), output(), output()];
  const stop = new AbortController();
  const env = cleanEnvironment({ cwd, env: { AWS_ENDPOINT_URL: url } });
  const run = within(env, () => runProgram(args, { env, cwd, stdin, stdout, stderr, signal: stop.signal }));
  onTestFinished(() => stop.abort());
  let read = 0;
  /** What came after what was seen before, without colours and line breaks. What is seen is all that was there by then. */
  const unread = () => stripVTControlCharacters(stderr.text.slice(read)).replaceAll(/\s+/g, ' ');
  const sees = async (words: string, below = '') => {
    await vi.waitFor(() => expect(tells(unread(), words, below)).toBe(true), IN_TIME);
    const seen = unread();
    read = stderr.text.length;
    return seen;
  };
  return {
    run,
    stop,
    stdout,
    sees,
    /** Types once the question is there. */
    async answers(question: string, ...keys: readonly string[]) {
      const seen = await sees(question);
      for (const key of keys) {
        await sleep(25);
        stdin.write(key);
      }
      return seen;
    },
    /** Moves down a list that comes up below what is told, and takes what is marked there. */
    async moves(words: string, ...keys: readonly string[]) {
      await sees(words, LIST);
      for (const key of keys) {
        await sleep(25);
        stdin.write(key);
      }
    },
    /** Narrows the list of a question by what it types, and takes what is then marked. */
    async narrows(question: string, typed: string, found: string) {
      const seen = await sees(question, LIST);
      await sleep(25);
      stdin.write(typed);
      await sees(`${typed} ❯ ${found} ${REGION.test(typed) ? '↑↓' : 'a role'}`);
      stdin.write(ENTER);
      return seen;
    },
  };
}

/** Whether words are told, and something below them. */
function tells(text: string, words: string, below: string): boolean {
  const at = text.indexOf(words);
  return at >= 0 && text.includes(below, at + words.length);
}

function saved(cwd: string): unknown {
  return parse(readFileSync(join(cwd, 'mlops-lab.yaml'), 'utf8'));
}

describe('a guided init', () => {
  it('begins with what a lab is, reaches every account as it is named, and saves what was looked over', async () => {
    const cwd = home();
    const { run, answers, moves, narrows, sees } = atTerminal(cwd);
    const introduction = await answers('Where?', DOWN, ENTER);
    for (const words of ['Needed: three accounts', 'about $0.05 an hour idle', 'Ctrl-C leaves at any time']) {
      expect(introduction).toContain(words);
    }
    expect(await answers(LIST, 'nowhere')).toMatch(/Region of the lab ❯ eu-west-1 /);
    await answers('No results', CLEAR);
    await narrows('Region of the lab', 'us-east-1', 'us-east-1');
    await narrows('Way into the Tools account', 'unknown', UNKNOWN);
    await narrows('account Tools does not accept the credentials', 'another', OTHER);
    await answers('Profile for the Tools account', 'lab-tool', ENTER);
    await narrows('did you mean "lab-tools"?', 'lab-tools', TOOLS);
    await narrows('✔ reached 111111111111 as operator', 'lab-tools', TOOLS);
    await narrows('that leads to 111111111111, which is the Tools account already', 'lab-science', SCIENCE);
    await moves('✔ reached 222222222222 as operator', DOWN, DOWN, DOWN, DOWN, ENTER);
    await answers('Role in the Staging account', 'LabAdministrator', ENTER);
    await answers('is not the ARN of an IAM role', CLEAR, ENTER);
    await narrows('? Way into the Staging account', 'lab-staging', STAGING);
    const summary = await answers('Is that right?', DOWN, ENTER);
    expect(summary).toContain('Staging account: 333333333333, profile lab-staging');
    await narrows('? Region of the lab', 'eu-west-1', 'eu-west-1');
    expect(existsSync(join(cwd, 'mlops-lab.yaml'))).toBe(false);
    expect(await answers('Is that right?', ENTER)).toContain('Region: eu-west-1');
    await answers('Carry out this plan?', 'n', ENTER);
    await sees('declined');
    expect(await run).toBe(4);
    expect(saved(cwd)).toEqual({
      region: 'eu-west-1',
      accounts: {
        tools: { id: '111111111111', profile: 'lab-tools' },
        datascience: { id: '222222222222', profile: 'lab-science' },
        staging: { id: '333333333333', profile: 'lab-staging' },
      },
    });
    expect(sandbox.cloud.trail.entries().filter(({ mutating }) => mutating)).toEqual([]);
  });

  it('keeps the answers where it is left, says so, and goes on from there', async () => {
    const cwd = home();
    const first = atTerminal(cwd);
    await first.answers('Where?', DOWN, ENTER);
    await first.narrows('Region of the lab', 'us-east-1', 'us-east-1');
    await first.narrows('Way into the Tools account', 'lab-tools', TOOLS);
    await first.moves('Way into the Data Scientist account', CTRL_C);
    expect(await first.sees('mlops-lab init')).toContain(
      'left before the end of the questions; the answers so far are kept in mlops-lab.yaml, and nothing was made or changed',
    );
    expect(await first.run).toBe(130);
    expect(saved(cwd)).toEqual({
      region: 'us-east-1',
      accounts: { tools: { id: '111111111111', profile: 'lab-tools' } },
    });
    const second = atTerminal(cwd);
    expect(await second.narrows('Way into the Data Scientist account', 'lab-science', SCIENCE)).toContain(
      'The answers so far, in mlops-lab.yaml: Region: us-east-1 Tools account: 111111111111, profile lab-tools',
    );
    await second.narrows('Way into the Staging account', 'lab-staging', STAGING);
    // Somebody ends it from outside: a signal, or a terminal that is closed.
    await second.sees('Is that right?');
    second.stop.abort();
    expect(await second.run).toBe(130);
    expect(saved(cwd)).toMatchObject({ accounts: { staging: { id: '333333333333' } } });
  });

  it('asks for all accounts again where two were taken for each other', async () => {
    const cwd = home();
    const { run, answers, narrows, sees, stop } = atTerminal(cwd);
    await answers('Where?', DOWN, ENTER);
    await narrows('Region of the lab', 'us-east-1', 'us-east-1');
    await narrows('Way into the Tools account', 'lab-science', SCIENCE);
    await narrows('Way into the Data Scientist account', 'lab-tools', TOOLS);
    await narrows('Way into the Staging account', 'lab-staging', STAGING);
    await answers('Is that right?', DOWN, DOWN, DOWN, DOWN, DOWN, ENTER);
    await narrows('Way into the Tools account', 'lab-tools', TOOLS);
    await narrows('Way into the Data Scientist account', 'lab-science', SCIENCE);
    await narrows('Way into the Staging account', 'lab-staging', STAGING);
    expect(await sees('Is that right?')).toContain('Tools account: 111111111111, profile lab-tools');
    stop.abort();
    expect(await run).toBe(130);
    expect(saved(cwd)).toMatchObject({ accounts: { datascience: { id: '222222222222', profile: 'lab-science' } } });
  });

  it('keeps nothing where nothing was answered', async () => {
    const cwd = home();
    const { run, answers, sees } = atTerminal(cwd);
    await answers('Where?', CTRL_C);
    await sees('there was no answer to keep yet');
    expect(await run).toBe(130);
    expect(existsSync(join(cwd, 'mlops-lab.yaml'))).toBe(false);
  });

  it('takes out of the file what another way into an account replaces', async () => {
    const cwd = home();
    const before = { region: 'us-east-1', accounts: { tools: { profile: 'unknown' } } };
    writeFileSync(join(cwd, 'mlops-lab.yaml'), JSON.stringify(before));
    const { run, answers, moves, narrows, sees } = atTerminal(cwd);
    await moves('does not accept the credentials', DOWN, DOWN, DOWN, DOWN, ENTER);
    await answers('Role in the Tools account', ENTER);
    await narrows('Way into the Tools account', 'lab-tools', TOOLS);
    await moves('Way into the Data Scientist account', CTRL_C);
    await sees('are kept');
    expect(await run).toBe(130);
    expect(saved(cwd)).toEqual({
      region: 'us-east-1',
      accounts: { tools: { id: '111111111111', profile: 'lab-tools' } },
    });
  });

  it('names a single sign-on without a profile, with the command that makes one, and takes what was made meanwhile', async () => {
    const cwd = home();
    const config = join(cwd, '.aws/config');
    const session = (name: string) => `[sso-session ${name}]\nsso_start_url = https://${name}.awsapps.com/start\n`;
    const used = '[profile used]\nsso_session = used\nsso_account_id = 111111111111\nsso_role_name = Admin\n';
    appendFileSync(config, `${session('course')}${session('used')}${used}`);
    const { run, answers, narrows, moves, sees } = atTerminal(cwd);
    await answers('Where?', DOWN, ENTER);
    await narrows('Region of the lab', 'us-east-1', 'us-east-1');
    const offered = 'single sign-on course: no profile uses it yet';
    expect(await narrows('Way into the Tools account', 'course', offered)).not.toContain('single sign-on used');
    const told = await sees('Profile for the Tools account');
    expect(told).toContain('single sign-on course (https://course.awsapps.com/start) may lead to many accounts');
    // A profile of this name is there already.
    expect(told).toContain('aws configure sso --profile lab-tools-2');
    const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id: '111111111111' });
    const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
    appendFileSync(config, `[profile lab-tools-2]\n${keys}`);
    await answers('', 'lab-tools-2');
    await answers('lab-tools-2', ENTER);
    await moves('✔ reached 111111111111 as operator', CTRL_C);
    await sees('are kept');
    expect(await run).toBe(130);
    expect(saved(cwd)).toMatchObject({ accounts: { tools: { profile: 'lab-tools-2' } } });
  });

  it('rehearses here where that is wanted, and saves no settings', async () => {
    const cwd = home();
    const { run, answers } = atTerminal(cwd);
    await answers('Where?', ENTER);
    expect(await answers('Carry out this plan?', 'n', ENTER)).toContain('a rehearsal in');
    expect(await run).toBe(4);
    expect(existsSync(join(cwd, 'mlops-lab.yaml'))).toBe(false);
    expect(existsSync(join(cwd, '.mlops-lab/sandbox'))).toBe(true);
  });
});
