import { basename, join } from 'node:path';
import { type LabError, usageError } from '../../errors.ts';
import type { Course } from '../../lab/course/types.ts';
import { strangeFormat } from '../../lab/submission/formats.ts';
import { mergedHyperparameters } from '../../lab/submission/hyperparameters.ts';
import { checkManifest, readManifest } from '../../lab/submission/manifest.ts';
import { Refusal } from '../../lab/submission/refusal.ts';
import { CONTENTS, LIMITS, packSubmission, type Content } from '../../lab/submission/submission.ts';
import type { Files } from '../../ports/files.ts';
import type { ActionContext } from '../context.ts';
import { chosenHyperparameters } from './hyperparameters.ts';

export interface SubmitRequest {
  /** A folder, a CSV, a model or an archive; the lab's own data if absent. */
  readonly path?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Each as `name=value`. */
  readonly hyperparameters: readonly string[];
  readonly watch: boolean;
  /** Whether to submit even what is in the pipeline already or was released last. */
  readonly again?: boolean;
}

type Surroundings = Pick<ActionContext, 'files' | 'lab' | 'bundle'>;

/** What is to be submitted, and to which course. */
interface Wanted {
  readonly request: SubmitRequest;
  readonly course: Course;
}

const MANIFEST = 'manifest.json';
const ACCEPTED = 'a folder with train.csv or model.tar.gz, a .csv, a .tar.gz, or a submission.zip';

/** The archive to submit; packs the content if necessary. */
export async function gatherSubmission(
  { files, lab: { taught: course }, bundle }: Surroundings,
  request: SubmitRequest,
): Promise<Uint8Array> {
  const { path } = request;
  const from = { course, request };
  if (path === undefined) return packed(from, course.name, { kind: 'data', bytes: bundle.training });
  const found = await files.look(path);
  if (found === undefined) throw usageError('no-such-path', `there is no ${path}`, `give ${ACCEPTED}`);
  if (found !== 'file') return gatherFolder(files, from, path, found);
  if (/\.zip$/i.test(path)) return gatherArchive(files, request, path);
  const kind = kindOf(path);
  if (!kind) throw unknownKind(path, strangeFormat(await files.read(path, LIMITS.unpacked)));
  return packed(from, nameFrom(path), { kind, bytes: await files.read(path, LIMITS.unpacked) });
}

async function gatherFolder(files: Files, from: Wanted, folder: string, names: readonly string[]): Promise<Uint8Array> {
  const kinds = (['data', 'model'] as const).filter((kind) => names.includes(CONTENTS[kind]));
  const [kind] = kinds;
  if (!kind || kinds.length > 1) throw unclear(folder, kinds.length);
  const manifest = names.includes(MANIFEST) ? await files.read(join(folder, MANIFEST), LIMITS.manifest) : undefined;
  const content = { kind, bytes: await files.read(join(folder, CONTENTS[kind]), LIMITS.unpacked) };
  return packed(from, nameFrom(folder), content, manifest && parsed(manifest, folder));
}

async function gatherArchive(files: Files, request: SubmitRequest, path: string): Promise<Uint8Array> {
  const { name, description, hyperparameters } = request;
  if (name !== undefined || description !== undefined || hyperparameters.length > 0) {
    const found = `${path} is packed already, and says itself what it is called and how it is trained`;
    throw usageError('packed-already', found, 'change its manifest.json, or submit the folder that it was packed from');
  }
  return files.read(path, LIMITS.archive);
}

/** The command line takes precedence over the manifest, and that over the path. */
function packed({ request, course }: Wanted, usualName: string, content: Content, manifest: object = {}): Uint8Array {
  const chosen = chosenHyperparameters(request.hyperparameters);
  const { hyperparameters: inherited } = manifest as Readonly<Record<string, unknown>>;
  const written = {
    version: 1,
    course: course.name,
    kind: content.kind,
    name: usualName,
    ...manifest,
    ...(request.name !== undefined && { name: request.name }),
    ...(request.description !== undefined && { description: request.description }),
    ...(chosen && { hyperparameters: mergedHyperparameters(inherited, chosen) }),
  };
  const checked = checkManifest(written, course);
  if (!checked.ok) throw invalidSubmission(checked.problems);
  return packSubmission(checked.manifest, content);
}

function parsed(manifest: Uint8Array, folder: string): object {
  try {
    const value = readManifest(manifest);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw invalidSubmission([error.message.replace(MANIFEST, () => join(folder, MANIFEST))]);
  }
  throw invalidSubmission([`${join(folder, MANIFEST)} is not a JSON object`]);
}

function unknownKind(path: string, format: string | undefined): LabError {
  const found = format
    ? `${path} is ${format}, and nothing that can be submitted`
    : `${path} is nothing that can be submitted`;
  const remedy = format ? 'save its table as CSV in UTF-8, or' : '';
  return usageError('unknown-kind', found, `${remedy} give ${ACCEPTED}`.trimStart());
}

export function invalidSubmission(problems: readonly string[]): LabError {
  const [only, ...others] = problems;
  const list =
    others.length > 0 ? `${String(problems.length)} problems${problems.map((each) => `\n  ${each}`).join('')}` : only;
  return usageError(
    'invalid-submission',
    `the submission cannot be used: ${list ?? ''}`,
    'fix it and submit again; nothing was uploaded',
  );
}

function unclear(folder: string, contents: number): LabError {
  const { data, model } = CONTENTS;
  const found =
    contents === 0 ? `${folder} holds neither ${data} nor ${model}` : `${folder} holds both ${data} and ${model}`;
  return usageError('unclear-folder', found, 'have it hold one of them, or give the path of the file itself');
}

function kindOf(path: string): Content['kind'] | undefined {
  if (/\.csv$/i.test(path)) return 'data';
  return /\.(tar\.gz|tgz)$/i.test(path) ? 'model' : undefined;
}

/** `runs/deep trees.csv` becomes `deep-trees`. */
function nameFrom(path: string): string {
  const base = basename(path).replace(/\.(csv|tar\.gz|tgz)$/i, '');
  const name = base.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return name.slice(0, 63) || 'submission';
}
