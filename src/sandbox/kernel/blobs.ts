import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Contents of objects, apart from the world's state because they are large; addressed by their SHA-256. */
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

export function directoryBlobs(directory: string): Blobs {
  return {
    put(bytes) {
      const hash = sha256(bytes);
      const path = join(directory, hash);
      if (!existsSync(path)) {
        mkdirSync(directory, { recursive: true });
        writeFileSync(`${path}.partial`, bytes);
        renameSync(`${path}.partial`, path);
      }
      return hash;
    },
    get: (hash) => readFileSync(join(directory, hash)),
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function found(bytes: Uint8Array | undefined, hash: string): Uint8Array {
  if (!bytes) throw new Error(`the sandbox has no content ${hash}`);
  return bytes;
}
