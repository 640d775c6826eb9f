import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import { unpackModels } from '../../src/sandbox/xgboost/model-archive.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { LAB } from '../support/rehearsal.ts';
import { EMPTY } from './shell-blocks.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const WORLD = '.mlops-lab/sandbox';
const { tools, staging } = LAB.accounts;

/** Where a block is run, and with which variables. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly leave: () => Promise<void>;
}

/** The places that marks of pages name. */
export const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  [EMPTY]: () => Promise.resolve(inFolder(workFolder())),
  'the lab': async () => inFolder(await copied(lab())),
  'a lab that released a model': async () => inFolder(withModel(await copied(released()))),
  'a lab whose releases are approved': async () => inFolder(await copied(approving())),
  'a lab where a release waits for approval': async () => inFolder(await copied(waiting())),
  'a lab in which ada has a notebook': async () => inFolder(await copied(adas())),
  'a class': () => Promise.resolve(inFolder(ofClass(workFolder()))),
  'the Tools account': async () => served(await copied(lab()), tools.id),
  'the Staging account, after a release': async () => served(await copied(released()), staging.id),
};

const lab = once(() => after(workFolder(), ['init', '--yes']));
const released = once(async () => after(await copied(lab()), ['submit', '--watch']));
const approving = once(() => after(workFolder(), ['init', '--yes', '--approval', 'true']));
const waiting = once(async () => after(await copied(approving()), ['submit', '--watch']));
const adas = once(async () => after(await copied(lab()), ['notebook', 'launch', 'hers', '--as', 'ada', '--yes']));

function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => (made ??= make());
}

async function after(cwd: string, args: readonly string[]): Promise<string> {
  const { code, stderr } = await mlopsLab([...args, '--sandbox'], { cwd });
  if (code !== 0) throw new Error(`mlops-lab ${args.join(' ')} ended with ${String(code)}:\n${stderr}`);
  return cwd;
}

/** A folder of its own, with the same rehearsal in it. */
async function copied(from: Promise<string>): Promise<string> {
  const cwd = workFolder();
  cpSync(await from, cwd, { recursive: true });
  return cwd;
}

/** Somebody's own data is there in any case; nothing reaches AWS. */
function inFolder(cwd: string): Place {
  const data = readFileSync(join(ROOT, 'generated/courses/penguins/train.csv'));
  for (const name of ['my-data.csv', 'birds.csv']) writeFileSync(join(cwd, name), data);
  return { cwd, env: { MLOPS_LAB_SANDBOX: WORLD }, leave: () => Promise.resolve() };
}

/** With the model that the pipeline trained, as somebody would have trained it elsewhere. */
function withModel(cwd: string): string {
  const blobs = join(cwd, WORLD, 'blobs');
  const files = readdirSync(blobs, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const contents = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  writeFileSync(join(cwd, 'model.tar.gz'), contents.find(isModel) ?? new Uint8Array());
  return cwd;
}

function isModel(content: Uint8Array): boolean {
  try {
    return unpackModels(content).some(({ name }) => name === 'xgboost-model');
  } catch {
    return false;
  }
}

/** An organization with the accounts of two labs, and a file that names the roster which is to be made of it. */
function ofClass(cwd: string): string {
  const unit = 'ou-ab12-11111111';
  const accounts = ['ada', 'grace'].flatMap((name, at) =>
    ['tools', 'datascience', 'staging'].map((role, index) => ({
      id: String(100_000_000_001 + at * 3 + index),
      name: `${name}-${role}`,
      parent: unit,
    })),
  );
  const units = [{ id: unit, name: 'Course', parent: 'r-ab12' }];
  mkdirSync(join(cwd, WORLD), { recursive: true });
  const organization = { management: '999999999999', root: 'r-ab12', units, accounts };
  writeFileSync(join(cwd, WORLD, 'organization.json'), JSON.stringify(organization));
  writeFileSync(join(cwd, 'mlops-lab.yaml'), 'region: us-east-1\nroster: roster.csv\n');
  return cwd;
}

/** With the project's files, and the rehearsal offered on loopback to an account's operator. */
async function served(cwd: string, id: string): Promise<Place> {
  for (const name of ['templates', 'courses', 'generated']) symlinkSync(join(ROOT, name), join(cwd, name));
  const accounts = Object.values(LAB.accounts).map((account) => ({ id: account.id }));
  const sandbox = openSandbox({ storage: directoryStorage(join(cwd, WORLD)), accounts, begin: Date.now() });
  const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id });
  const env = {
    AWS_ENDPOINT_URL: server.url,
    AWS_DEFAULT_REGION: LAB.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    BUCKET: `mlops-lab--assets-${tools.id}-${LAB.region}`,
  };
  const leave = async () => {
    await server.close();
    sandbox.close();
  };
  return { cwd, env, leave };
}
