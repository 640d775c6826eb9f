import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Document, isNode, isScalar, parseDocument, Scalar, visit } from 'yaml';
import { LabError, reasonOf } from '../errors.ts';
import { packageFile } from '../package-files.ts';
import { replaceFile } from '../system/replace-file.ts';
import type { CompleteSettings } from './complete.ts';
import { SETTING_FLAGS, type SettingPath } from './flags.ts';
import { valueAt } from './settings-tree.ts';

const HEADER = ' Settings of an MLOps lab: docs/configuration.md describes each of them.\n No secret belongs here.';

/** The first line of a new file: by it editors with a YAML language server complete and check the settings. */
function schemaLine(file: string): string {
  const schema = packageFile('docs/mlops-lab.schema.json');
  const path = relative(dirname(resolve(file)), schema);
  const address = isAbsolute(path) ? pathToFileURL(path).href : encodeURI(path.replaceAll(sep, '/'));
  return ` yaml-language-server: $schema=${address}`;
}

/** Settings that may be incomplete. */
interface Saved extends Pick<CompleteSettings, 'origin' | 'file'> {
  readonly settings: object;
}

/**
 * Saves answers and flags for the next run, but not values of the environment or defaults. Keeps the comments and the
 * order of an existing file, and takes out what was dropped. Returns whether anything was written.
 */
export async function saveSettings(
  { settings, origin, file }: Saved,
  dropped: readonly SettingPath[] = [],
): Promise<boolean> {
  const source = await existingSource(file);
  const document = source === undefined ? newDocument(file) : withoutAliases(parseDocument(source));
  let changed = false;
  for (const path of dropped) changed = document.deleteIn(path.split('.')) || changed;
  for (const { path } of SETTING_FLAGS) {
    const kept = origin.get(path)?.source;
    if (kept !== 'answer' && kept !== 'flag') continue;
    changed = put(document, path.split('.'), valueAt(settings, path.split('.'))) || changed;
  }
  if (changed) await writeAtomically(file, withLineEndingsOf(source, document.toString({ lineWidth: 0 })));
  return changed;
}

async function existingSource(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unwritable(file, error);
  }
}

function newDocument(file: string): Document {
  const document = new Document({});
  document.commentBefore = `${schemaLine(file)}\n${HEADER}`;
  return document;
}

/** A value written into one group must not change other groups that are its aliases. */
function withoutAliases(document: Document): Document {
  visit(document, { Alias: (_key, alias) => document.createNode(alias.toJS(document)) });
  return document;
}

function put(document: Document, path: readonly string[], value: unknown): boolean {
  const present = document.getIn(path, true);
  if (isScalar(present)) {
    if (present.value === value) return false;
    if (!Array.isArray(value)) {
      present.value = value;
      return true;
    }
  }
  if (isNode(present) && isDeepStrictEqual(present.toJSON(), value)) return false;
  document.setIn(clearEmptyParents(document, path), quotedIfDigits(value));
  return true;
}

/** `accounts:` with nothing behind it is a null, and a null takes no children. */
function clearEmptyParents(document: Document, path: readonly string[]): readonly string[] {
  for (let depth = 1; depth < path.length; depth++) {
    const parent = path.slice(0, depth);
    const node = document.getIn(parent, true);
    if (isScalar(node) && node.value === null) document.deleteIn(parent);
  }
  return path;
}

function quotedIfDigits(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\d+$/.test(value)) return value;
  const scalar = new Scalar(value);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function withLineEndingsOf(source: string | undefined, text: string): string {
  return source?.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}

async function writeAtomically(file: string, text: string): Promise<void> {
  try {
    await replaceFile(file, text);
  } catch (error) {
    throw unwritable(file, error);
  }
}

function unwritable(file: string, error: unknown): LabError {
  const reason = reasonOf(error);
  return new LabError({
    code: 'settings-not-saved',
    message: `the settings cannot be saved in ${file}: ${reason}`,
    hint: 'make the folder writable, or name another file with --config',
    cause: error,
  });
}
