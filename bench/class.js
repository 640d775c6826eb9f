import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {import('./ageing.js').Figure} Figure
 * @typedef {import('../src/events.ts').LabEvent} LabEvent
 * @typedef {import('../src/events.ts').ResultEvent} ResultEvent
 * @typedef {(cwd: string, ...args: string[]) => { readonly stdout: string, readonly stderr: string }} Run
 * @typedef {(what: 'maxRSS' | 'cpu', stderr: string) => number} Used
 * @typedef {(lab: number) => readonly number[]} AccountsOf Tools, Data Scientist, Staging
 * @typedef {{ virtual: number, real: number, megabytes: number, cpu: number, throttles: number }} Cost
 * @typedef {Readonly<Record<'init' | 'teardown', Cost>>} Life
 */

const COMMANDS = /** @type {const} */ (['init', 'teardown']);
const LABS = 100;
const MOST_MEGABYTES = 400;
/**
 * As long as a share takes through CloudFormation, which begins an update in 2 s and has the resource done in 10. Service
 * Catalog is busy for 4 of them, but nothing tells an account when these are over.
 */
const SECONDS_OF_SHARE = 12;

const ROLE = 'roleArn: "arn:aws:iam::{account}:role/LabAdministrator"';
const SETTINGS = `region: us-east-1
accounts: { tools: { ${ROLE} }, datascience: { ${ROLE} }, staging: { ${ROLE} } }
roster: roster.csv
`;

/** What a class costs, beside one lab of it alone. @param {Run} run @param {Used} used @returns {Figure[]} */
export function classes(run, used) {
  const alone = life(1, OWN_ACCOUNTS, run, used);
  return [...ofOwnAccounts(alone, run, used), ...aroundHub(alone, run, used)];
}

/** Three accounts a lab. @param {Life} alone @param {Run} run @param {Used} used @returns {Figure[]} */
function ofOwnAccounts(alone, run, used) {
  const all = life(LABS, OWN_ACCOUNTS, run, used);
  return COMMANDS.flatMap((command) => {
    const [one, many] = [alone[command], all[command]];
    const name = `${command} of ${LABS} labs in ${3 * LABS} accounts`;
    return [
      { name: `${name}, virtual time / one lab's`, value: many.virtual / one.virtual, limit: 1.2 },
      ...costs(name, one, many, 0.7),
    ];
  });
}

/**
 * A Data Scientist account a lab, around one Tools and one Staging account. Service Catalog takes one share operation of
 * an account at a time, so that all labs but one wait for those of the others; nothing else has to wait.
 * @param {Life} alone @param {Run} run @param {Used} used @returns {Figure[]}
 */
function aroundHub(alone, run, used) {
  const all = life(LABS, HUB, run, used);
  return COMMANDS.flatMap((command) => {
    const [one, many] = [alone[command], all[command]];
    const least = one.virtual + (LABS - 1) * SECONDS_OF_SHARE;
    const name = `${command} of ${LABS} labs around one Tools account`;
    return [
      { name: `${name}, virtual time / what its shares take`, value: many.virtual / least, limit: 1.2 },
      ...costs(name, one, many, 0.9),
    ];
  });
}

/** @param {string} name @param {Cost} one @param {Cost} many @param {number} limit of processor time @returns {Figure[]} */
function costs(name, one, many, limit) {
  return [
    { name: `${name}, throttled reads that are told`, value: many.throttles, limit: 0 },
    { name: `${name}, peak memory`, value: many.megabytes, limit: MOST_MEGABYTES, unit: ' MB' },
    { name: `${name}, processor time a lab / that of one alone`, value: many.cpu / LABS / one.cpu, limit },
    { name: `${name}, real time`, value: many.real, unit: ' s' },
  ];
}

/** From empty accounts to empty ones. @param {number} labs @param {AccountsOf} accountsOf @param {Run} run @param {Used} used @returns {Life} */
function life(labs, accountsOf, run, used) {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-bench-'));
  try {
    writeFileSync(join(folder, 'mlops-lab.yaml'), SETTINGS);
    writeFileSync(join(folder, 'roster.csv'), rosterOf(labs, accountsOf));
    const cost = (/** @type {keyof Life} */ command) => costOf(command, folder, run, used);
    return { init: cost('init'), teardown: cost('teardown') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {keyof Life} command @param {string} folder @param {Run} run @param {Used} used @returns {Cost} */
function costOf(command, folder, run, used) {
  const started = performance.now();
  const { stdout, stderr } = run(folder, command, '--sandbox', '--all', '--yes', '--output', 'json');
  const real = (performance.now() - started) / 1000;
  const { seconds = NaN } = resultIn(stdout);
  const throttles = stdout.match(/"type":"notice"[^\n]*(throttl|rate exceeded)/gi)?.length ?? 0;
  const megabytes = used('maxRSS', stderr) / 1024;
  return { virtual: seconds, real, megabytes, cpu: used('cpu', stderr) / 1e6, throttles };
}

/** @type {AccountsOf} */
const OWN_ACCOUNTS = (at) => [1, 2, 3].map((role) => role * 100_000_000_000 + at);

/** @type {AccountsOf} */
const HUB = (at) => [100_000_000_000, 200_000_000_000 + at, 300_000_000_000];

/** @param {number} labs @param {AccountsOf} accountsOf */
function rosterOf(labs, accountsOf) {
  const lines = Array.from({ length: labs }, (_, at) => [`lab-${at}`, ...accountsOf(at)].join(','));
  return ['lab,tools,datascience,staging', ...lines].join('\n');
}

/** @param {string} stdout @returns {ResultEvent} */
function resultIn(stdout) {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
