import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file. A crash leaves either the old one or the new one; a link stays a link. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const mode = await stat(target).then(
    (existing) => existing.mode,
    () => 0o644,
  );
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
  const target = await realpath(file).catch(() => file);
  const existing = await stat(target).catch(() => undefined);
  if (existing && !existing.isFile()) throw new Error(`it is not a file`);
  const temporary = temporaryBeside(target);
  await writeFile(temporary, '', { flag: 'wx' });
  await rm(temporary, { force: true });
}

function temporaryBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
}
