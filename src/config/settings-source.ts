import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type LabError, usageError } from '../errors.ts';

export const DEFAULT_SETTINGS_FILE = 'mlops-lab.yaml';
/** What people also call it. */
const OTHER_NAME = 'mlops-lab.yml';

/** Settings with every comment have some ten thousand. */
const MOST_BYTES = 1_000_000;

/** The text of the settings file; undefined where there is none and none was asked for. */
export async function readSource(
  path: string,
  label: string,
  namedBy: string | undefined,
): Promise<string | undefined> {
  try {
    if (namedBy === undefined) await expectOneName(path);
    expectFile(await stat(path), label);
    return textOf(await readBounded(path, label), label);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    if (codeOf(error) !== 'ENOENT') throw unreadable(label, error);
    if (namedBy === undefined) return undefined;
    throw usageError(
      'config-not-found',
      `${namedBy}: there is no file ${label}`,
      `create it, or leave ${namedBy} out to use ${DEFAULT_SETTINGS_FILE} in the working directory`,
    );
  }
}

/** A file that is not read although it looks as if it were is worse than none. */
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

/** A pipe would be waited for without end, and a device read without end. */
function expectFile(found: Stats, label: string): void {
  if (found.isFile()) return;
  const kind = found.isDirectory() ? 'a folder' : found.isFIFO() ? 'a pipe' : 'a device';
  throw usageError('config-unreadable', `${label} is ${kind}, not a file`, ANOTHER_FILE);
}

/** The size that a file says it has proves nothing: it may grow, and that of files of the kernel is 0. */
async function readBounded(path: string, label: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(MOST_BYTES + 1);
    let size = 0;
    for (let read = -1; read !== 0 && size < bytes.length; size += read) {
      read = (await file.read(bytes, size)).bytesRead;
    }
    if (size <= MOST_BYTES) return bytes.subarray(0, size);
  } finally {
    await file.close();
  }
  throw usageError('config-too-large', `${label} has more than 1 MB; settings have some kilobytes`, ANOTHER_FILE);
}

function textOf(bytes: Uint8Array, label: string): string {
  if (isUtf16(bytes)) throw notUtf8(label, 'UTF-16 text, as Windows PowerShell writes it');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notUtf8(label, 'no UTF-8 text');
  }
}

/** By its byte order mark, or by the zero in every other byte of plain text. */
function isUtf16([first, second]: Uint8Array): boolean {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMarked || (first !== undefined && second !== undefined && (first === 0) !== (second === 0));
}

function notUtf8(label: string, what: string): LabError {
  return usageError('config-encoding', `${label} is ${what}`, 'save it as UTF-8');
}

const ANOTHER_FILE = 'name another file with --config';

function unreadable(label: string, error: unknown): LabError {
  const reason = error instanceof Error ? error.message : String(error);
  return usageError('config-unreadable', `${label} cannot be read: ${reason}`, ANOTHER_FILE);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'syscall' in error && 'code' in error ? error.code : undefined;
}
