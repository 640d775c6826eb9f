import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataScientistRole } from '../../src/lab/names.ts';
import { iamAuthorizer } from '../../src/sandbox/authorization/authorizer.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { directoryStorage, memoryStorage } from '../../src/sandbox/storage/index.ts';
import { inRole } from '../permissions/people.ts';
import { launch, type Stage } from '../permissions/stage.ts';
import { cleanEnvironment, workFolder } from '../support/binary.ts';
import { within } from '../support/program.ts';
import { LAB } from '../support/rehearsal.ts';
import { told } from './told.ts';

/** The part of scripts/draw-pictures.js that tests have to do with. */
interface Pictures {
  readonly STAGES: readonly { readonly stage: string; readonly actions: readonly string[] }[];
  readonly SCENES: readonly { readonly picture: string; readonly args: readonly string[] }[];
  drawings(): Readonly<Record<string, string>>;
  terminals(run: (args: readonly string[]) => Promise<string>): Promise<Readonly<Record<string, string>>>;
  shuffled(csv: string): string;
}

const SCRIPT = '../../scripts/draw-pictures.js';
export const PICTURES = (await import(SCRIPT)) as Pictures;

export const readPage = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
export const TRAIN = readPage('generated/courses/penguins/train.csv');

const { tools, datascience, staging } = LAB.accounts;
const ACCOUNTS = [tools, datascience, staging];
export const WORLD = '.mlops-lab/sandbox';
const BEGIN = Date.UTC(2026, 0, 5);
const authorize = iamAuthorizer;

/** A day in the lab, as the pictures show it. */
interface Day {
  /** Has the lab as it was before anything was submitted. */
  readonly folder: string;
  readonly pictures: Readonly<Record<string, string>>;
  /** What each of the runs printed, by its arguments. */
  readonly printed: Readonly<Record<string, string>>;
}

async function aDay(): Promise<Day> {
  const [cwd, folder] = [workFolder(), workFolder()];
  writeFileSync(join(cwd, 'shuffled.csv'), PICTURES.shuffled(TRAIN));
  const printed: Record<string, string> = {};
  const drawn = await PICTURES.terminals(async (args) => {
    const text = await told(cwd, args);
    if (args[0] === 'init') cpSync(join(cwd, WORLD), join(folder, WORLD), { recursive: true });
    printed[args.join(' ')] = text;
    return text;
  });
  return { folder, pictures: { ...PICTURES.drawings(), ...drawn }, printed };
}

export const DAY = await aDay();

export interface Circumstances {
  readonly faults?: readonly object[];
  /** What others do before, held to their policies. */
  readonly prepare?: (sandbox: Sandbox) => unknown;
  readonly files?: Readonly<Record<string, string>>;
}

/** Folders that each go on from where another stands, which is made when the first of them is asked for. */
function branching(make: () => string | Promise<string>): (circumstances?: Circumstances) => Promise<string> {
  let trunk: string | Promise<string> | undefined;
  return async (circumstances = {}) => {
    const cwd = workFolder();
    trunk ??= make();
    cpSync(join(await trunk, WORLD), join(cwd, WORLD), { recursive: true });
    return arranged(cwd, circumstances);
  };
}

/** The lab, in which nobody has done anything yet. */
export const labFolder = branching(() => DAY.folder);

/** The Tools account's share of the lab, and nothing else. */
export const toolsFolder = branching(async () => {
  const cwd = workFolder();
  await told(cwd, ['tools', '--sandbox', '--yes']);
  return cwd;
});

/** The lab, in which somebody else has launched a notebook by the name "ours". */
export const bobsFolder = branching(() => labFolder({ prepare: (sandbox) => launch(bobIn(sandbox), 'ours') }));

function arranged(cwd: string, { faults = [], prepare, files = {} }: Circumstances): string {
  mkdirSync(join(cwd, WORLD), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  writeFileSync(join(cwd, WORLD, 'faults.json'), JSON.stringify(faults));
  if (!prepare) return cwd;
  const sandbox = openSandbox({
    storage: directoryStorage(join(cwd, WORLD)),
    accounts: ACCOUNTS,
    begin: BEGIN,
    authorize,
  });
  prepare(sandbox);
  sandbox.close();
  return cwd;
}

export async function inLab(args: string, circumstances?: Circumstances): Promise<string> {
  return told(await labFolder(circumstances), [...args.split(' '), '--sandbox']);
}

export function inNoLab(args: string, circumstances: Circumstances = {}): Promise<string> {
  return told(arranged(workFolder(), circumstances), [...args.split(' '), '--sandbox']);
}

/** Somebody else who works in the lab, beside whoever runs commands. */
function bobIn(sandbox: Sandbox): Stage {
  return { sandbox, scientist: inRole(sandbox, dataScientistRole(LAB), 'bob') } as Stage;
}

/** What somebody else comes to read who does not use the commands. */
export async function readByBob(look: (bob: Stage) => string): Promise<string> {
  let text = '';
  await bobsFolder({ prepare: (sandbox) => (text = look(bobIn(sandbox))) });
  return text;
}

/** A run that is not a rehearsal, as far as the program knows. */
export async function onAws(args: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const ids = ['--tools-account', tools.id, '--datascience-account', datascience.id, '--staging-account', staging.id];
  const all = [...args.split(' '), '--region', LAB.region, ...ids];
  const cwd = workFolder();
  return within(cleanEnvironment({ cwd, env }), () => told(cwd, all));
}

/** AWS on loopback while somebody does something with an account's keys. */
export async function withAws(
  account: string,
  act: (url: string, keys: Record<string, string>, sandbox: Sandbox) => Promise<string>,
): Promise<string> {
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: ACCOUNTS, begin: BEGIN });
  const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id: account });
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  try {
    return await act(server.url, keys, sandbox);
  } finally {
    await server.close();
  }
}
