import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Contents of objects, outside of the world's state because they are large; addressed by their SHA-256. */
export interface Blobs {
  put(bytes: Uint8Array): string;
  get(hash: string): Uint8Array;
}

export function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>();
  return {
    put(bytes) {
      const hash = sha256(bytes);
      kept.set(hash, bytes);
      return hash;
    },
    get: (hash) => found(kept.get(hash), hash),
  };
}

/** `damaged` creates the error for content that is missing or has changed. */
export function directoryBlobs(directory: string, damaged: (path: string, what: string) => Error): Blobs {
  return {
    put(bytes) {
      const hash = sha256(bytes);
      const path = join(directory, hash);
      if (!existsSync(path)) {
        if (!existsSync(directory)) mkdirSync(directory);
        writeFileSync(`${path}.partial`, bytes);
        renameSync(`${path}.partial`, path);
      }
      return hash;
    },
    get(hash) {
      const path = join(directory, hash);
      if (!existsSync(path)) throw damaged(path, 'it is missing');
      const bytes = readFileSync(path);
      if (sha256(bytes) !== hash) throw damaged(path, 'its content has changed');
      return bytes;
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function found(bytes: Uint8Array | undefined, hash: string): Uint8Array {
  if (!bytes) throw new Error(`the sandbox has no content ${hash}`);
  return bytes;
}
