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
 */

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
  const alone = initialized(1, OWN_ACCOUNTS, run, used);
  return [...ofOwnAccounts(alone, run, used), ...aroundHub(alone, run, used)];
}

/** Three accounts a lab. @param {Cost} alone @param {Run} run @param {Used} used @returns {Figure[]} */
function ofOwnAccounts(alone, run, used) {
  const all = initialized(LABS, OWN_ACCOUNTS, run, used);
  const name = `init of ${LABS} labs in ${3 * LABS} accounts`;
  return [
    { name: `${name}, virtual time / one lab's`, value: all.virtual / alone.virtual, limit: 1.2 },
    { name: `${name}, peak memory`, value: all.megabytes, limit: MOST_MEGABYTES, unit: ' MB' },
    { name: `${name}, processor time a lab / that of one alone`, value: all.cpu / LABS / alone.cpu, limit: 0.7 },
    { name: `${name}, real time`, value: all.real, unit: ' s' },
  ];
}

/**
 * A Data Scientist account a lab, around one Tools and one Staging account. Service Catalog takes one share operation of
 * an account at a time, so that all labs but one wait for those of the others; nothing else has to wait.
 * @param {Cost} alone @param {Run} run @param {Used} used @returns {Figure[]}
 */
function aroundHub(alone, run, used) {
  const all = initialized(LABS, HUB, run, used);
  const least = alone.virtual + (LABS - 1) * SECONDS_OF_SHARE;
  const name = `init of ${LABS} labs around one Tools account`;
  return [
    { name: `${name}, virtual time / what its shares take`, value: all.virtual / least, limit: 1.2 },
    { name: `${name}, throttled reads that are told`, value: all.throttles, limit: 0 },
    { name: `${name}, peak memory`, value: all.megabytes, limit: MOST_MEGABYTES, unit: ' MB' },
    { name: `${name}, processor time a lab / that of one alone`, value: all.cpu / LABS / alone.cpu, limit: 0.9 },
    { name: `${name}, real time`, value: all.real, unit: ' s' },
  ];
}

/** @param {number} labs @param {AccountsOf} accountsOf @param {Run} run @param {Used} used @returns {Cost} */
function initialized(labs, accountsOf, run, used) {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-bench-'));
  try {
    writeFileSync(join(folder, 'mlops-lab.yaml'), SETTINGS);
    writeFileSync(join(folder, 'roster.csv'), rosterOf(labs, accountsOf));
    const started = performance.now();
    const { stdout, stderr } = run(folder, 'init', '--sandbox', '--all', '--yes', '--output', 'json');
    const real = (performance.now() - started) / 1000;
    const { seconds = NaN } = resultIn(stdout);
    const throttles = stdout.match(/"type":"notice"[^\n]*(throttl|rate exceeded)/gi)?.length ?? 0;
    const megabytes = used('maxRSS', stderr) / 1024;
    return { virtual: seconds, real, megabytes, cpu: used('cpu', stderr) / 1e6, throttles };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
