import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { EventLine } from '../../src/events.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

/** The morning on which the rehearsal begins, whatever day it is. */
const BEGIN = Date.UTC(2026, 0, 5, 8);

/** Where it seems to be, on whichever machine. */
const HOME = '/home/ada/course';

const NOTEBOOK = 'research-ada';

/** From nothing to nothing: what three people do, and what is refused them. */
const LIFE = [
  'init --fast',
  'course list',
  'course check penguins',
  'status --help',
  'init --without-iam',
  'init --sandbox --dry-run',
  'init --sandbox --yes',
  'init --sandbox --yes',
  'doctor --sandbox',
  'handout --sandbox',
  'login --sandbox',
  `notebook launch ${NOTEBOOK} --sandbox --team research --size small --yes`,
  'notebook list --sandbox',
  `notebook stop ${NOTEBOOK} --sandbox`,
  `notebook start ${NOTEBOOK} --sandbox`,
  `notebook open ${NOTEBOOK} --sandbox`,
  'notebook open nobodys --sandbox',
  'submit missing.csv --sandbox',
  'submit --sandbox --watch',
  'approve --sandbox --yes',
  'pipeline --sandbox --watch',
  'status --sandbox',
  'teardown --sandbox --dry-run',
  'teardown --sandbox --yes',
];

const OF_CLASS = [
  'staging --sandbox --yes',
  'staging --sandbox --all --dry-run',
  'staging --sandbox --all --yes --summary summaries/1.json',
  'status --sandbox --all',
  'status --sandbox --lab bob',
  'class report summaries',
  'teardown --sandbox --all --yes',
];

const CLASS = `region: eu-west-1
accounts:
  tools: { id: "111111111111" }
  datascience: { id: "222222222222" }
roster: roster.csv
`;

/** One lab of the two fails. */
const TAKEN = { kind: 'resource', resource: 'DeployRole', phase: 'create', reason: 'the name is taken', times: 1 };

export interface Rehearsals {
  /** The same whenever it is rehearsed. */
  readonly ofLab: readonly EventLine[];
  readonly ofClass: readonly EventLine[];
}

/** All that is written of the whole life of a lab, and of a class whose labs take turns as they come. */
export async function linesOfRehearsals(): Promise<Rehearsals> {
  vi.useFakeTimers({ toFake: ['Date'], now: BEGIN });
  try {
    return { ofLab: await linesOf(LIFE, ofLab()), ofClass: await linesOf(OF_CLASS, ofClass()) };
  } finally {
    vi.useRealTimers();
  }
}

function ofLab(): string {
  const cwd = workFolder();
  writeFileSync(join(cwd, 'mlops-lab.yaml'), 'name: course\npipeline: { approval: true }\n');
  return cwd;
}

function ofClass(): string {
  const cwd = workFolder();
  mkdirSync(join(cwd, 'summaries'));
  mkdirSync(join(cwd, '.mlops-lab/sandbox'), { recursive: true });
  writeFileSync(join(cwd, '.mlops-lab/sandbox/faults.json'), JSON.stringify([TAKEN]));
  writeFileSync(join(cwd, 'mlops-lab.yaml'), CLASS);
  writeFileSync(join(cwd, 'roster.csv'), 'lab,staging\nada,100000000001\nbob,100000000002\n');
  return cwd;
}

async function linesOf(commands: readonly string[], cwd: string): Promise<EventLine[]> {
  const lines: EventLine[] = [];
  for (const command of commands) {
    const { stdout } = await mlopsLab(command.split(' '), { cwd, env: { MLOPS_LAB_OUTPUT: 'json' } });
    for (const line of stdout.trim().replaceAll(cwd, HOME).split('\n')) lines.push(JSON.parse(line) as EventLine);
  }
  return lines;
}
