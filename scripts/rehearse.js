/**
 * A whole day in the lab, with the real commands and no AWS account: an administrator sets it up, a data scientist signs
 * in, launches a notebook, works in it, has two models released and one rejected, gives the notebook back, and the
 * administrator takes the lab down. `--course NAME` teaches another course of the package. Ends with exit code 1 at the first step that does not end as it should; what it left
 * can be looked at then, as with `--keep`. Run after a build.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

/** @typedef {{ kind: string, name: string, reason?: string, expected?: boolean }} Leftover */
/** @typedef {{ stackName: string, status: string, template?: string, parameters?: string }} Stack */
/** @typedef {Record<string, any> & { type: string, stacks?: Stack[], leftovers?: Leftover[] }} LabEvent */
/** @typedef {{ readonly args: readonly string[], readonly ends?: readonly [number, string] }} CommandLine */
/** @typedef {{ readonly name: string, readonly run: () => Promise<string> }} Step */

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const BINARY = join(ROOT, 'bin', 'mlops-lab.js');
const RUNNER = join(ROOT, 'test', 'notebook', 'run_notebook.py');
const COURSES = join(ROOT, 'generated/courses');
const NOTEBOOK = 'research-ada';

const { course: COURSE, keep: KEEP } = parseArgs({
  options: { course: { type: 'string', default: 'penguins' }, keep: { type: 'boolean', default: false } },
}).values;
const OTHERS = readdirSync(COURSES).filter((name) => name !== COURSE);

const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-day-'));
const sandbox = join(folder, 'sandbox');
const { PATH = '', CI, NO_COLOR } = process.env;
/** Nothing of this machine's AWS settings may reach the commands. */
const env = { PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' };

/** What ended otherwise than it should. */
class Failed extends Error {}
/** What this machine lacks a program for. */
class LeftOut extends Error {}

/** What later steps need of earlier ones. */
const found = { notebook: '' };

/** @type {readonly Step[]} */
const DAY = [
  { name: 'init', run: setUp },
  { name: 'login', run: signIn },
  { name: 'notebook launch', run: launch },
  { name: 'work in the notebook', run: workInNotebook },
  { name: 'submit', run: submitGood },
  { name: 'submit nonsense', run: submitNonsense },
  { name: 'submit elsewhere', run: submitForOther },
  { name: 'status', run: lookAround },
  { name: 'notebook terminate', run: giveBack },
  { name: 'and once more', run: giveBackAgain },
  { name: 'teardown', run: tearDown },
  { name: 'status', run: seeNothing },
];

async function setUp() {
  const { outputs } = await lab({ args: ['init', '--course', COURSE, '--yes'] });
  return `${Object.keys(outputs).length} stacks in three accounts, which teach ${COURSE}`;
}

/** Whether the link lets somebody in shows only where it leads. */
async function signIn() {
  const { secret } = await lab({ args: ['login'] });
  const page = await served(async ({ url }) => (await fetch(secret.replace(/^https?:\/\/[^/]+/, url))).text());
  const [, who] = /assumed-role\/([\w-]+)\//.exec(page) ?? [];
  if (!who?.includes('DataScientist')) throw new Failed(`the link signs in ${who ?? 'nobody'}`);
  return `the link signs in ${who}`;
}

async function launch() {
  const args = ['notebook', 'launch', NOTEBOOK, '--team', 'research', '--size', 'small', '--yes'];
  const { notebooks } = await lab({ args });
  found.notebook = notebooks[0].notebook;
  return `${found.notebook} is ${notebooks[0].notebookStatus}`;
}

async function workInNotebook() {
  const python = spawnSync('python3', ['-c', 'import boto3, numpy, sys; print(sys.executable)'], { encoding: 'utf8' });
  if (python.status !== 0) throw new LeftOut('python3 with boto3 and numpy is not here');
  const cells = await served(({ url, keys }) =>
    executeNotebook(python.stdout.trim(), { AWS_ENDPOINT_URL: url, ...keys }),
  );
  const release = releaseOf(await lab({ args: ['pipeline', '--watch'] }));
  return `${cells} cells from top to bottom; ${release}`;
}

async function submitGood() {
  const args = ['submit', '--as', 'deeper-trees', '--hyperparameter', 'max_depth=5', '--watch'];
  return releaseOf(await lab({ args }));
}

/** Data from which nothing can be learnt: each row gets the answer of another. */
async function submitNonsense() {
  const [header = '', ...rows] = readFileSync(join(COURSES, COURSE, 'train.csv'), 'utf8')
    .trim()
    .split('\n');
  const answers = rows.map((row) => row.split(',')[0]);
  const mixed = rows.map((row, at) => row.replace(/^[^,]+/, answers[(at * 97 + 31) % rows.length] ?? ''));
  const path = join(folder, 'nonsense.csv');
  writeFileSync(path, [header, ...mixed, ''].join('\n'));
  const { release } = await lab({ args: ['submit', path, '--watch'], ends: [1, 'failed'] });
  if (release.failed.stage !== 'NonProd') throw new Failed(`it was stopped in stage ${release.failed.stage}`);
  return `stopped before production: ${release.failed.message}`;
}

/** A model that says itself that it is of another course; what is in it is looked at by nobody. */
async function submitForOther() {
  const [other = ''] = OTHERS;
  const path = join(folder, 'of-another-course');
  mkdirSync(path);
  writeFileSync(join(path, 'manifest.json'), JSON.stringify({ version: 1, course: other, name: 'own', kind: 'model' }));
  writeFileSync(join(path, 'model.tar.gz'), gzipSync('a model'));
  const { error } = await lab({ args: ['submit', path, '--watch'], ends: [2, 'failed'] });
  if (!error.message.includes(other)) throw new Failed(`it was refused otherwise: ${error.message}`);
  return `refused by name: ${error.message}`;
}

async function lookAround() {
  const { stacks = [] } = await lab({ args: ['status'] });
  const odd = stacks.filter(({ template, parameters }) => template !== 'current' || parameters !== 'current');
  if (odd.length > 0) throw new Failed(`not up to date: ${odd.map(({ stackName }) => stackName).join(', ')}`);
  return 'every stack is as it was deployed';
}

async function giveBack() {
  await lab({ args: ['notebook', 'terminate', NOTEBOOK, '--yes'] });
  return 'while it was running, with its bucket';
}

async function giveBackAgain() {
  await lab({ args: ['notebook', 'terminate', NOTEBOOK, '--yes'], ends: [0, 'unchanged'] });
  return 'nothing to do';
}

async function tearDown() {
  const { leftovers = [] } = await lab({ args: ['teardown', '--yes'] });
  const kinds = [...new Set(leftovers.map(({ kind }) => kind))];
  const later = kinds.map((kind) => `${leftovers.filter((each) => each.kind === kind).length} × ${kind}`);
  return ['nothing is left', ...(later.length > 0 ? [`${later.join(', ')} will go by itself`] : [])].join('; ');
}

async function seeNothing() {
  const { stacks = [] } = await lab({ args: ['status'] });
  const standing = stacks.filter(({ status }) => status !== 'ABSENT');
  if (standing.length > 0) throw new Failed(`still there: ${standing.map(({ stackName }) => stackName).join(', ')}`);
  return 'three empty accounts';
}

/** @param {LabEvent} result */
function releaseOf({ release }) {
  const [, production] = release.evaluations;
  if (release.outcome !== 'released' || !production) throw new Failed(`the release ended as ${release.outcome}`);
  return `${release.submission} released: ${production.summary}`;
}

/**
 * Runs a command and gives its result, with what it handed out on stdout.
 * @param {CommandLine} line
 * @returns {Promise<LabEvent>}
 */
async function lab({ args, ends: [code, status] = [0, 'succeeded'] }) {
  const options = ['--sandbox', sandbox, '--output', 'json'];
  const child = spawn(process.execPath, [BINARY, ...args, ...options], { cwd: folder, env });
  let [secret, said] = ['', ''];
  /** @type {LabEvent} */
  let result = { type: 'result' };
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = exitOf(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line);
    if (event.type === 'secret') secret = event.text;
    else if (event.type === 'result') result = event;
    else timeline.note(newsIn(event));
  }
  const exit = await ended;
  if (exit === code && result.status === status) return { ...result, secret };
  const { error = { message: said.trim() }, leftovers = [] } = result;
  const what = `mlops-lab ${args.join(' ')} ended with ${exit} (${result.status}), not ${code} (${status})`;
  const left = leftovers
    .filter(({ expected }) => !expected)
    .map(({ kind, name, reason }) => `${kind} ${name}: ${reason}`);
  throw new Failed([what, error.message, ...left, ...hintsOf(error)].filter(Boolean).join('\n    '));
}

/** @param {{ hints?: { say: string, command?: string }[] }} error */
function hintsOf({ hints = [] }) {
  return hints.map(({ say, command }) => (command ? `${say}: ${command}` : say));
}

/** @param {LabEvent} event */
function newsIn({ type, stackName, logicalId, status, stage, action, name, operation }) {
  if (type === 'resource') return `${stackName}: ${logicalId} ${status}`;
  if (type === 'action-started') return `${stage} / ${action}`;
  return type === 'notebook-started' ? `${name}: ${operation}` : '';
}

/**
 * Offers the sandbox on loopback meanwhile, with the keys of the Data Scientist account's operator.
 * @template T
 * @param {(where: { url: string, keys: Record<string, string> }) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function served(work) {
  const args = [BINARY, 'sandbox', sandbox, '--port', '0', '--shell', 'sh'];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = exitOf(child);
  let greeting = '';
  for await (const line of createInterface({ input: child.stdout })) {
    greeting += `${line}\n`;
    if (/Staging account.*\n.*AWS_ACCESS_KEY_ID/.test(greeting)) break;
  }
  try {
    const [, url = '', AWS_DEFAULT_REGION = ''] = /AWS_ENDPOINT_URL=(\S+) AWS_REGION=(\S+)/.exec(greeting) ?? [];
    const [, id = '', key = ''] = /Data Scientist account.*\n.*_ID=(\S+) .*_KEY=(\S+)/.exec(greeting) ?? [];
    return await work({ url, keys: { AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key } });
  } finally {
    child.kill();
    await ended;
  }
}

/** @param {string} python @param {Record<string, string>} settings How to reach the sandbox. */
async function executeNotebook(python, settings) {
  const where = ['--notebook', `${COURSE}.ipynb`, '--folder', mkdtempSync(join(folder, 'notebook-'))];
  const args = [RUNNER, found.notebook, '--become', '--quiet', ...where];
  const child = spawn(python, args, { cwd: folder, env: { ...env, PYTHONUTF8: '1', ...settings } });
  let [cells, said] = [0, ''];
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = exitOf(child);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('✔')) timeline.note(`cell ${(cells += 1)}: ${line.slice(2).trim()}`);
  }
  if ((await ended) !== 0) throw new Failed(`the notebook failed\n${said.trim()}`);
  return cells;
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | null>} */
function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code));
  });
}

/** A line for each step, and on a terminal one for what goes on. */
const timeline = {
  live: process.stdout.isTTY && !CI,
  colour: process.stdout.isTTY && !NO_COLOR,
  morning: Date.now(),
  step: '',
  /** When the step began: in the lab, and here. Milliseconds. */
  began: { lab: 0, here: 0 },

  /** @param {string} step */
  begin(step) {
    this.step = step;
    this.began = { lab: this.labTime(), here: performance.now() };
    this.note('');
  },
  /** @param {string} news */
  note(news) {
    if (!this.live || !this.step) return;
    const line = `${clock(this.began.lab)}  … ${this.step.padEnd(22)}${news}`;
    process.stdout.write(`\r\u001B[2K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
  },
  /** @param {keyof typeof COLOURS} sign @param {string} says */
  end(sign, says) {
    const painted = this.colour ? `\u001B[${COLOURS[sign]}m${sign}\u001B[39m` : sign;
    const took = duration(this.labTime() - this.began.lab);
    const here = `${((performance.now() - this.began.here) / 1000).toFixed(1)}s`;
    const columns = [painted, this.step.padEnd(21), took.padStart(8), here.padStart(7), ` ${says}`];
    process.stdout.write(`${this.live ? '\r\u001B[2K' : ''}${clock(this.began.lab)}  ${columns.join(' ')}\n`);
    this.step = '';
  },
  /** The sandbox keeps its time in its state; it begins when the first command does. */
  labTime() {
    const path = join(sandbox, 'state.ndjson');
    return existsSync(path)
      ? JSON.parse(readFileSync(path, 'utf8').trim().split('\n').at(-1) ?? '').now - this.morning
      : 0;
  },
};

const COLOURS = { '✔': '32', '–': '33', '✖': '31' };

/** @param {number} milliseconds `1:04:09`. */
function clock(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  return `${Math.floor(seconds / 3600)}:${minutes}:${rest}`;
}

/** @param {number} milliseconds `58s`, `4m 45s`. */
function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`;
}

/** @param {Step} step Gives whether the day goes on. */
async function live({ name, run }) {
  timeline.begin(name);
  try {
    timeline.end('✔', await run());
    return true;
  } catch (error) {
    const isLeftOut = error instanceof LeftOut && !CI;
    const says =
      error instanceof Failed || error instanceof LeftOut
        ? error.message
        : String(error instanceof Error ? error.stack : error);
    timeline.end(isLeftOut ? '–' : '✖', isLeftOut ? `left out: ${says}` : says);
    return isLeftOut;
  }
}

process.stdout.write(`A day in the lab, rehearsed in the sandbox: no AWS account, virtual time, IAM enforced.

  began    step                   lab time    here  outcome
`);
let goesOn = true;
for (const step of DAY) goesOn = goesOn && (await live(step));
if (goesOn) {
  const spent = `${duration(timeline.labTime())} in the lab, and ${duration(performance.now())} here`;
  process.stdout.write(`\nThe day took ${spent}. Every step ended as it should.\n`);
} else {
  process.exitCode = 1;
}
if (goesOn && !KEEP) rmSync(folder, { recursive: true, force: true });
else process.stdout.write(`\nWhat the day left can be looked at in ${folder}\n`);
