import { LabError } from '../errors.ts';
import { directoryStorage, type Storage } from '../sandbox/storage/index.ts';
import { StorageError } from '../sandbox/storage/storage-error.ts';

/** The storage of the sandbox in a folder. Whatever is wrong with the folder is thrown as a `LabError`. */
export function storageIn(folder: string): Storage {
  const storage = translated(() => directoryStorage(folder));
  const { blobs, trail, save } = storage;
  return {
    ...storage,
    blobs: { put: (bytes) => translated(() => blobs.put(bytes)), get: (hash) => translated(() => blobs.get(hash)) },
    trail: { record: (entry) => translated(() => trail.record(entry)), entries: () => trail.entries() },
    ...(save && { save: (changes, whole) => translated(() => save(changes, whole)) }),
  };
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const { code, message, hint, cause } = error;
    throw new LabError({ code, message, hint, cause: cause ?? error });
  }
}
