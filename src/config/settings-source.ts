import type { Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { strangeFormat } from '../lab/submission/formats.ts';
import { readAtMost } from '../system/bounded-read.ts';
import { type LabError, reasonOf, systemCode, usageError } from '../errors.ts';

export const DEFAULT_SETTINGS_FILE = 'mlops-lab.yaml';
/** Common other names for it. */
const OTHER_NAME = 'mlops-lab.yml';

/** Settings with every comment have some ten thousand. */
const MOST_BYTES = 1_000_000;

/** The text of the settings file; undefined if it does not exist and was not requested. */
export async function readSource(
  path: string,
  label: string,
  namedBy: string | undefined,
): Promise<string | undefined> {
  if (namedBy === undefined) await expectOneName(path);
  const text = await readText(path, label, ANOTHER_FILE);
  if (text !== undefined) return text;
  if (namedBy === undefined) return expectNothing(path, label);
  throw usageError(
    'config-not-found',
    `${namedBy}: there is no file ${label}`,
    `create it, or leave ${namedBy} out to use ${DEFAULT_SETTINGS_FILE} in the working directory`,
  );
}

/** The text of a file that people write; undefined if it does not exist. */
export async function readText(path: string, label: string, remedy: string): Promise<string | undefined> {
  try {
    expectFile(await stat(path), label, remedy);
    const bytes = await readAtMost(path, MOST_BYTES);
    if (bytes === undefined) throw tooLarge(label, remedy);
    return textOf(bytes, label);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    // Below a file there is none either.
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw unreadable(label, error, remedy);
  }
}

/** Refuses a file that looks like the settings but would be ignored. */
async function expectOneName(path: string): Promise<void> {
  const other = join(dirname(path), OTHER_NAME);
  const found = await stat(other).catch(() => undefined);
  if (!found) return;
  throw usageError(
    'config-name',
    `there is a file ${OTHER_NAME}, and settings are read from ${basename(path)}`,
    `rename it to ${basename(path)}, or name it with --config ${OTHER_NAME}`,
  );
}

/** Reading a pipe could block forever, and reading a device might never end. */
function expectFile(found: Stats, label: string, remedy: string): void {
  if (found.isFile()) return;
  const kind = found.isDirectory() ? 'a folder' : found.isFIFO() ? 'a pipe' : 'a device';
  throw usageError('config-unreadable', `${label} is ${kind}, not a file`, remedy);
}

/** A dangling link to settings is not the same as no settings. */
async function expectNothing(path: string, label: string): Promise<undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found) throw usageError('config-unreadable', `${label} is a link to a file that is not there`, ANOTHER_FILE);
}

function tooLarge(label: string, remedy: string): LabError {
  return usageError(
    'config-too-large',
    `${label} has more than 1 MB, and what people write in it has some kilobytes`,
    remedy,
  );
}

function textOf(bytes: Uint8Array, label: string): string {
  const format = strangeFormat(bytes);
  if (format)
    throw notUtf8(label, `${format}, not text`, 'save it as text, a roster as CSV, or name the file that is meant');
  if (isWide(bytes)) throw notUtf8(label, 'UTF-16 text, as Windows PowerShell writes it, or UTF-32');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notUtf8(label, 'no UTF-8 text');
  }
}

/** Recognizes UTF-16 by its byte order mark, or by the zeros between the letters of plain text. */
function isWide([first, second]: Uint8Array): boolean {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || (first !== undefined && second !== undefined && (first === 0) !== (second === 0));
}

function notUtf8(label: string, what: string, remedy = 'save it as UTF-8'): LabError {
  return usageError('config-encoding', `${label} is ${what}`, remedy);
}

const ANOTHER_FILE = 'name another file with --config';

function unreadable(label: string, error: unknown, remedy: string): LabError {
  const reason = reasonOf(error);
  return usageError('config-unreadable', `${label} cannot be read: ${reason}`, remedy);
}
