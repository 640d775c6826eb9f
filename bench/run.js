// Ratios, not seconds: they mean the same on a slow machine and a fast one. Run after a build.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ageing } from './ageing.js';

const BINARY = resolve('bin/mlops-lab.js');
const ROUNDS = 21;
const PAIRS = 5;

const results = [...startUp(), ...rehearsal(), ...iam()];
for (const { name, value, limit, unit = '' } of results) {
  const verdict = limit === undefined ? '' : value <= limit ? `  ✔ at most ${limit}` : `  ✖ more than ${limit}`;
  console.log(`${name.padEnd(72)} ${String(round(value)).padStart(8)}${unit}${verdict}`);
}
if (results.some(({ value, limit }) => limit !== undefined && value > limit)) process.exitCode = 1;

/** Medians of alternating runs, so that whatever else the machine does hits both alike. */
function startUp() {
  const bare = [];
  const ours = { '--version': [], '--help': [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(time(['-e', '0']));
    for (const flag of Object.keys(ours)) ours[flag].push(time([BINARY, flag]));
  }
  return Object.entries(ours).map(([flag, times]) => ({
    name: `mlops-lab ${flag} / bare node`,
    value: median(times) / median(bare),
    limit: 1.5,
  }));
}

function rehearsal() {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-bench-'));
  try {
    const started = performance.now();
    const { stdout, stderr } = run(folder, 'init', '--sandbox', '--yes', '--output', 'json');
    const realSeconds = (performance.now() - started) / 1000;
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const stacks = stackSeconds(events);
    const path = Math.max(
      Math.max(stacks.prerequisites + stacks.catalog, stacks.network) + stacks.selfService,
      Math.max(stacks.prerequisites, stacks.staging) + stacks.pipeline,
    );
    const calls = readTrail(folder).filter(isOurs).length;
    const stackMinutes = Object.values(stacks).reduce((sum, seconds) => sum + seconds, 0) / 60;
    return [
      { name: 'init, virtual time / critical path of the stacks', value: events.at(-1).seconds / path, limit: 1.05 },
      { name: 'init, API calls a stack-minute', value: calls / stackMinutes, limit: 30 },
      { name: 'init in the sandbox, real time', value: realSeconds, unit: ' s' },
      { name: 'init in the sandbox, virtual time', value: events.at(-1).seconds, unit: ' s' },
      { name: 'init, peak memory', value: Number(/maxRSS (\d+)/.exec(stderr)[1]) / 1024, unit: ' MB' },
      ...release(folder, realSeconds),
      ...ageing(join(folder, '.mlops-lab/sandbox')),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The lab's own data, from its upload to the production endpoint. */
function release(folder, secondsOfInit) {
  const before = readTrail(folder).length;
  const started = performance.now();
  const { stdout, stderr } = run(folder, 'submit', '--sandbox', '--watch', '--output', 'json');
  const realSeconds = (performance.now() - started) / 1000;
  const { status, seconds } = JSON.parse(stdout.trim().split('\n').at(-1));
  if (status !== 'succeeded') throw new Error(`submit ended with ${status}`);
  const trail = readTrail(folder).slice(before);
  const ours = trail.filter(isOurs).length;
  const theirs = trail.filter((entry) => isPipelines(entry)).length;
  return [
    { name: 'init and submit in the sandbox, real time', value: secondsOfInit + realSeconds, limit: 60, unit: ' s' },
    { name: 'submit --watch in the sandbox, virtual time', value: seconds, unit: ' s' },
    { name: 'submit --watch, API calls a minute', value: ours / (seconds / 60), limit: 15 },
    { name: 'a release, API calls of pipeline and functions', value: theirs },
    { name: 'submit, peak memory', value: Number(/maxRSS (\d+)/.exec(stderr)[1]) / 1024, unit: ' MB' },
  ];
}

/** What it costs a rehearsal to be held to IAM: medians of alternating pairs of runs, by the processor's time. */
function iam() {
  const commands = [
    ['init', ['init', '--sandbox', '--yes']],
    ['submit', ['submit', '--sandbox', '--watch']],
  ];
  const times = { held: { init: [], submit: [] }, free: { init: [], submit: [] } };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const [how, flags] of [
      ['held', []],
      ['free', ['--without-iam']],
    ]) {
      const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-bench-'));
      for (const [name, command] of commands) {
        times[how][name].push(cpuSeconds(run(folder, ...command, ...flags)));
      }
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return commands.map(([name]) => ({
    name: `${name} in the sandbox, with IAM / without`,
    value: median(times.held[name]) / median(times.free[name]),
    limit: 1.2,
  }));
}

/** Whether the command made the call itself, in whatever role. */
function isOurs({ via, principal }) {
  return via === undefined && /LabAdministrator|user\/operator|-DataScientist-|-observer-/.test(principal.arn);
}

/** Whether the pipeline or one of its functions made the call, in their own role or the deploy role. */
function isPipelines({ via, principal }) {
  return via === undefined && /-(pipeline|fn-\w+|deploy)-/.test(principal.roleArn ?? '');
}

/** How long CloudFormation took for each stack, by the stack's own events. */
function stackSeconds(events) {
  const own = events.filter(
    ({ type, resourceType }) => type === 'resource' && resourceType === 'AWS::CloudFormation::Stack',
  );
  return Object.fromEntries(
    [...new Set(own.map(({ stack }) => stack))].map((id) => {
      const times = own.filter(({ stack }) => stack === id).map(({ time }) => Date.parse(time));
      return [id, (Math.max(...times) - Math.min(...times)) / 1000];
    }),
  );
}

function readTrail(folder) {
  const lines = readFileSync(join(folder, '.mlops-lab/sandbox/trail.ndjson'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function run(cwd, ...args) {
  const said = '`maxRSS ${used.maxRSS} cpu ${used.userCPUTime+used.systemCPUTime}\\n`';
  const report = `const used=process.resourceUsage();process.stderr.write(${said})`;
  const probe = `data:text/javascript,process.on("exit",()=>{${report}})`;
  const result = spawnSync('node', ['--import', probe, BINARY, ...args], { cwd, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  return result;
}

function cpuSeconds({ stderr }) {
  return Number(/cpu (\d+)/.exec(stderr)[1]) / 1e6;
}

function time(args) {
  const started = performance.now();
  spawnSync('node', args, { stdio: 'ignore' });
  return performance.now() - started;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function round(value) {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
