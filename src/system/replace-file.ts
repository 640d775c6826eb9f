import { randomBytes } from 'node:crypto';
import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file. A crash leaves either the old one or the new one; a link stays a link. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const target = await targetOf(file);
  const mode = await stat(target).then(
    (existing) => existing.mode,
    () => 0o644,
  );
  await put(target, text, mode);
}

/** Nobody else can read the new file, whatever the old one let them. */
export async function writePrivately(file: string, text: string): Promise<void> {
  const target = await targetOf(file);
  await expectFile(target);
  await put(target, text, 0o600);
}

async function put(target: string, text: string, mode: number): Promise<void> {
  const temporary = temporaryBeside(target);
  try {
    await writeFile(temporary, text, { mode, flag: 'wx' });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Throws as `replaceFile` would, as far as that can be known beforehand, and leaves everything as it is. */
export async function tryReplacing(file: string): Promise<void> {
  const target = await targetOf(file);
  await expectFile(target);
  const temporary = temporaryBeside(target);
  await writeFile(temporary, '', { flag: 'wx' });
  await rm(temporary, { force: true });
}

/** Throws where a file could not be written, as far as that can be known without opening it: a pipe or a device can be one. */
export async function tryWriting(file: string): Promise<void> {
  const existing = await stat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (existing?.isDirectory()) throw new Error('it is a folder');
  await access(existing ? file : dirname(file), constants.W_OK);
}

function targetOf(file: string): Promise<string> {
  return realpath(file).catch(() => file);
}

async function expectFile(target: string): Promise<void> {
  const existing = await stat(target).catch(() => undefined);
  if (existing && !existing.isFile()) throw new Error(`it is not a file`);
}

function temporaryBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
}
