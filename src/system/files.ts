import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readAtMost } from './bounded-read.ts';
import { systemCode, usageError } from '../errors.ts';
import { packageFile } from '../package-files.ts';
import { replaceFile, tryReplacing, writePrivately } from './replace-file.ts';
import type { Files } from '../ports/files.ts';

/** Files, relative to the given working folder. */
export function localFiles(cwd: string): Files {
  return {
    look: (path) => readable(path, () => look(resolve(cwd, path))),
    read: (path, most) => readable(path, () => readBounded(resolve(cwd, path), path, most)),
    tryReplacing: (path) => tryReplacing(resolve(cwd, path)),
    replace: (path, text) => replaceFile(resolve(cwd, path), text),
    writePrivately: (path, text) => writePrivately(resolve(cwd, path), text),
    beginning: (path, bytes) => readable(path, () => beginningOf(resolve(cwd, path), bytes)),
    createFolder: (path) => createFolder(resolve(cwd, path)),
    picture: (name) => readFile(packageFile(`docs/pictures/${name}.svg`), 'utf8'),
  };
}

async function look(path: string): Promise<readonly string[] | 'file' | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!found) return undefined;
  return found.isDirectory() ? readdir(path) : 'file';
}

/** A pipe is not opened, which could wait forever. */
async function beginningOf(path: string, bytes: number): Promise<string> {
  if (!(await stat(path)).isFile()) return '';
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function createFolder(path: string): Promise<void> {
  await mkdir(path).catch(async (error: unknown) => {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isDirectory()) throw error;
  });
}

async function readBounded(path: string, shown: string, most: number): Promise<Uint8Array> {
  const found = await stat(path);
  // Reading a pipe could block forever, and reading a device might never end.
  if (!found.isFile()) throw usageError('unreadable', `${shown} cannot be read: it is not a file`, 'check the path');
  const bytes = await readAtMost(path, most);
  if (bytes) return bytes;
  const size = found.size > most ? String(found.size) : `more than ${String(most)}`;
  const tooLarge = `${shown} has ${size} bytes; at most ${String(most)} can be submitted`;
  throw usageError('file-too-large', tooLarge, 'submit fewer rows or a smaller model');
}

async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!systemCode(error)) throw error;
    throw usageError('unreadable', `${path} cannot be read: ${String(error)}`, 'check the path and its permissions');
  }
}
