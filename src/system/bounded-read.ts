import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const CHUNK = 1 << 20;

/**
 * The bytes of a file; undefined if it has more than `most`. The size in its metadata is not reliable: the file may
 * grow, and kernel files report 0. Some of those would block forever unless opened without blocking.
 */
export async function readAtMost(path: string, most: number): Promise<Uint8Array | undefined> {
  // Windows has no such flag, and leaves it undefined.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0));
  try {
    return await readChunks(file, most);
  } finally {
    await file.close();
  }
}

async function readChunks(file: FileHandle, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  for (let size = 0; size <= most;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(Math.min(CHUNK, most + 1 - size)));
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  return undefined;
}
