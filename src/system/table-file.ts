import { stat } from 'node:fs/promises';
import { type LabError, reasonOf, systemCode, usageError } from '../errors.ts';
import { readAtMost } from './bounded-read.ts';

/** As much as the table of a course may have. */
const MOST_BYTES = 50_000_000;

/** The bytes of a table; a pipe could block forever, and a device might never end. */
export async function readTableFile(path: string, shown: string): Promise<Uint8Array> {
  const found = await stat(path).catch((error: unknown) => {
    const isAbsent = systemCode(error) === 'ENOENT';
    const why = `cannot be read: ${reasonOf(error)}`;
    throw unusable(isAbsent ? `there is no file ${shown}` : `${shown} ${why}`, 'check the path');
  });
  if (!found.isFile()) throw unusable(`${shown} is no file`, 'name a table as CSV');
  const bytes = found.size > MOST_BYTES ? undefined : await readAtMost(path, MOST_BYTES);
  if (bytes) return bytes;
  const sizes = `${found.size.toLocaleString('en')} bytes; a course has at most ${MOST_BYTES.toLocaleString('en')}`;
  throw unusable(`${shown} has ${sizes}`, 'take a sample of its rows, and the columns that matter');
}

function unusable(message: string, remedy: string): LabError {
  return usageError('course-table', message, remedy);
}
