import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {import('./ageing.js').Figure} Figure
 * @typedef {import('../src/events.ts').LabEvent} LabEvent
 * @typedef {import('../src/events.ts').ResultEvent} ResultEvent
 * @typedef {(cwd: string, ...args: string[]) => { readonly stdout: string, readonly stderr: string }} Run
 * @typedef {(what: 'maxRSS' | 'cpu', stderr: string) => number} Used
 */

const LABS = 100;
const MOST_MEGABYTES = 400;

const ROLE = 'roleArn: "arn:aws:iam::{account}:role/LabAdministrator"';
const SETTINGS = `region: us-east-1
accounts: { tools: { ${ROLE} }, datascience: { ${ROLE} }, staging: { ${ROLE} } }
roster: roster.csv
`;

/** What a class costs that has three accounts a lab, beside one lab of it alone. @param {Run} run @param {Used} used @returns {Figure[]} */
export function classes(run, used) {
  const alone = initialized(1, run, used);
  const all = initialized(LABS, run, used);
  const name = `init of ${LABS} labs in ${3 * LABS} accounts`;
  return [
    { name: `${name}, virtual time / one lab's`, value: all.virtual / alone.virtual, limit: 1.2 },
    { name: `${name}, peak memory`, value: all.megabytes, limit: MOST_MEGABYTES, unit: ' MB' },
    { name: `${name}, processor time a lab / that of one alone`, value: all.cpu / LABS / alone.cpu, limit: 0.5 },
    { name: `${name}, real time`, value: all.real, unit: ' s' },
  ];
}

/** @param {number} labs @param {Run} run @param {Used} used */
function initialized(labs, run, used) {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-bench-'));
  try {
    writeFileSync(join(folder, 'mlops-lab.yaml'), SETTINGS);
    writeFileSync(join(folder, 'roster.csv'), rosterOf(labs));
    const started = performance.now();
    const { stdout, stderr } = run(folder, 'init', '--sandbox', '--all', '--yes', '--output', 'json');
    const real = (performance.now() - started) / 1000;
    const { seconds = NaN } = resultIn(stdout);
    return { virtual: seconds, real, megabytes: used('maxRSS', stderr) / 1024, cpu: used('cpu', stderr) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number} labs */
function rosterOf(labs) {
  const lines = Array.from({ length: labs }, (_, at) => {
    const accounts = [1, 2, 3].map((role) => String(role * 100_000_000_000 + at));
    return [`lab-${at}`, ...accounts].join(',');
  });
  return ['lab,tools,datascience,staging', ...lines].join('\n');
}

/** @param {string} stdout @returns {ResultEvent} */
function resultIn(stdout) {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
