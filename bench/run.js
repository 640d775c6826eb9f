// Ratios, not seconds: they mean the same on a slow machine and a fast one. Run after a build.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ageing } from './ageing.js';
import { classes } from './class.js';
import { criticalPath, secondsIn, spansOf } from './critical-path.js';

const BINARY = resolve('bin/mlops-lab.js');
const ROUNDS = 21;
const PAIRS = 5;
/** A class tells much. */
const MOST_OUTPUT = 1e9;

/**
 * @typedef {import('./ageing.js').Figure} Figure
 * @typedef {import('../src/events.ts').LabEvent} LabEvent
 * @typedef {import('../src/sandbox/kernel/trail.ts').TrailEntry} TrailEntry
 */

/** @type {Figure[]} */
const results = [...startUp(), ...looks(), ...lifetimes(), ...rehearsal(), ...classes(run, used), ...iam()];
for (const { name, value, limit, unit = '' } of results) {
  const verdict = limit === undefined ? '' : value <= limit ? `  ✔ at most ${limit}` : `  ✖ more than ${limit}`;
  console.log(`${name.padEnd(72)} ${String(round(value)).padStart(8)}${unit}${verdict}`);
}
if (results.some(({ value, limit }) => limit !== undefined && value > limit)) process.exitCode = 1;

/** Medians of alternating runs, so that whatever else the machine does hits both alike. @returns {Figure[]} */
function startUp() {
  /** @type {number[]} */
  const bare = [];
  /** @type {Record<string, number[]>} */
  const ours = { '--version': [], '--help': [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(time(['-e', '0']));
    for (const [flag, times] of Object.entries(ours)) times.push(time([BINARY, flag]));
  }
  return Object.entries(ours).map(([flag, times]) => ({
    name: `mlops-lab ${flag} / bare node`,
    value: median(times) / median(bare),
    limit: 1.3,
  }));
}

/** What it takes to look at a rehearsal's three accounts: while they are empty, and with a lab in them. @returns {Figure[]} */
function looks() {
  const [empty, standing] = [newFolder(), newFolder()];
  run(standing, 'init', '--sandbox', '--yes');
  const status = [BINARY, 'status', '--sandbox'];
  /** @type {[number, number, number][]} */
  const times = Array.from({ length: ROUNDS }, () => [time(['-e', '0']), time(status, empty), time(status, standing)]);
  for (const folder of [empty, standing]) rmSync(folder, { recursive: true, force: true });
  const [bare = NaN, ofEmpty = NaN, ofStanding = NaN] = [0, 1, 2].map((at) =>
    median(times.map((each) => each[at] ?? NaN)),
  );
  return [
    { name: 'mlops-lab status --sandbox / bare node', value: ofEmpty / bare, limit: 6 },
    { name: 'mlops-lab status --sandbox of a lab / bare node', value: ofStanding / bare, limit: 12 },
  ];
}

/** What CloudFormation takes to bring a lab up and down, and which stacks that time goes by. @returns {Figure[]} */
function lifetimes() {
  return [...lifetime('', { init: 150, teardown: 190 }), ...lifetime('--express', { init: 45, teardown: 190 })];
}

/**
 * @param {'' | '--express'} mode
 * @param {Readonly<Record<'init' | 'teardown', number>>} limits
 * @returns {Figure[]}
 */
function lifetime(mode, limits) {
  const folder = newFolder();
  const figures = /** @type {const} */ (['init', 'teardown']).map((command) => {
    const flags = mode === '' ? [] : [mode];
    const events = eventsIn(run(folder, command, '--sandbox', '--yes', '--output', 'json', ...flags).stdout);
    const path = criticalPath(spansOf(events)).map((span) => `${span.name} ${secondsIn([span])}`);
    const name = [command, mode].join(' ').trim();
    return {
      name: `${name}, virtual time: ${path.join(' + ')}`,
      value: secondsOf(events),
      limit: limits[command],
      unit: ' s',
    };
  });
  rmSync(folder, { recursive: true, force: true });
  return figures;
}

/** @returns {Figure[]} */
function rehearsal() {
  const folder = newFolder();
  try {
    const started = performance.now();
    const { stdout, stderr } = run(folder, 'init', '--sandbox', '--yes', '--output', 'json');
    const realSeconds = (performance.now() - started) / 1000;
    const events = eventsIn(stdout);
    const spans = spansOf(events);
    const path = secondsIn(criticalPath(spans));
    const calls = readTrail(folder).filter(isOurs).length;
    return [
      { name: 'init, virtual time / critical path of the stacks', value: secondsOf(events) / path, limit: 1.05 },
      { name: 'init, API calls a stack-minute', value: calls / (secondsIn(spans) / 60), limit: 30 },
      { name: 'init in the sandbox, real time', value: realSeconds, unit: ' s' },
      { name: 'init, peak memory', value: used('maxRSS', stderr) / 1024, unit: ' MB' },
      ...release(folder, realSeconds),
      ...ageing(join(folder, '.mlops-lab/sandbox')),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The lab's own data, from its upload to the production endpoint.
 * @param {string} folder
 * @param {number} secondsOfInit
 * @returns {Figure[]}
 */
function release(folder, secondsOfInit) {
  const before = readTrail(folder).length;
  const started = performance.now();
  const { stdout, stderr } = run(folder, 'submit', '--sandbox', '--watch', '--output', 'json');
  const realSeconds = (performance.now() - started) / 1000;
  const seconds = secondsOf(eventsIn(stdout));
  const trail = readTrail(folder).slice(before);
  const ours = trail.filter(isOurs).length;
  const theirs = trail.filter((entry) => isPipelines(entry)).length;
  return [
    { name: 'init and submit in the sandbox, real time', value: secondsOfInit + realSeconds, limit: 60, unit: ' s' },
    { name: 'submit --watch in the sandbox, virtual time', value: seconds, unit: ' s' },
    { name: 'submit --watch, API calls a minute', value: ours / (seconds / 60), limit: 15 },
    { name: 'a release, API calls of pipeline and functions', value: theirs },
    { name: 'submit, peak memory', value: used('maxRSS', stderr) / 1024, unit: ' MB' },
  ];
}

/** What it costs a rehearsal to be held to IAM: medians of alternating pairs of runs, by the processor's time. */
function iam() {
  const pairs = Array.from({ length: PAIRS }, () => ({ held: secondsUsed(), free: secondsUsed('--without-iam') }));
  return /** @type {const} */ (['init', 'submit']).map((name) => ({
    name: `${name} in the sandbox, with IAM / without`,
    value: median(pairs.map(({ held }) => held[name])) / median(pairs.map(({ free }) => free[name])),
    limit: 1.2,
  }));
}

/** What the commands take of the processor, in a folder of their own. @param {string[]} flags */
function secondsUsed(...flags) {
  const folder = newFolder();
  /** @param {string[]} args */
  const seconds = (...args) => used('cpu', run(folder, ...args, ...flags).stderr) / 1e6;
  const init = seconds('init', '--sandbox', '--yes');
  const submit = seconds('submit', '--sandbox', '--watch');
  rmSync(folder, { recursive: true, force: true });
  return { init, submit };
}

/** Whether the command made the call itself, in whatever role. @param {TrailEntry} entry */
function isOurs({ via, principal }) {
  return via === undefined && /LabAdministrator|user\/operator|-DataScientist-|-observer-/.test(principal.arn);
}

/** Whether the pipeline or one of its functions made the call, in their own role or the deploy role. @param {TrailEntry} entry */
function isPipelines({ via, principal }) {
  return via === undefined && /-(pipeline|fn-\w+|deploy)-/.test(principal.roleArn ?? '');
}

/** @param {string} folder @returns {TrailEntry[]} */
function readTrail(folder) {
  const lines = readFileSync(join(folder, '.mlops-lab/sandbox/trail.ndjson'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** @param {string} stdout @returns {LabEvent[]} */
function eventsIn(stdout) {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** How long a command took that succeeded. @param {LabEvent[]} events */
function secondsOf(events) {
  const result = events.at(-1);
  if (result?.type !== 'result' || result.status !== 'succeeded' || result.seconds === undefined) {
    return failed(`a command ended with ${JSON.stringify(result)}`);
  }
  return result.seconds;
}

/** @param {string} cwd @param {string[]} args */
function run(cwd, ...args) {
  const said = '`maxRSS ${used.maxRSS} cpu ${used.userCPUTime+used.systemCPUTime}\\n`';
  const report = `const used=process.resourceUsage();process.stderr.write(${said})`;
  const probe = `data:text/javascript,process.on("exit",()=>{${report}})`;
  const result = spawnSync('node', ['--import', probe, BINARY, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return result;
}

/** What `run` had a process tell of itself. @param {'maxRSS' | 'cpu'} what @param {string} stderr */
function used(what, stderr) {
  const [, value] = new RegExp(`${what} (\\d+)`).exec(stderr) ?? failed(`no ${what} in ${stderr}`);
  return Number(value);
}

/** @param {string} message @returns {never} */
function failed(message) {
  throw new Error(message);
}

function newFolder() {
  return mkdtempSync(join(tmpdir(), 'mlops-lab-bench-'));
}

/** @param {string[]} args @param {string} [cwd] */
function time(args, cwd) {
  const started = performance.now();
  spawnSync('node', args, { cwd, stdio: 'ignore' });
  return performance.now() - started;
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** @param {number} value */
function round(value) {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
