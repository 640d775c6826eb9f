import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const CHUNK = 1 << 20;

/**
 * The bytes of a file, undefined where it has more than `most`. The size that a file says it has proves nothing: it may
 * grow, and that of files of the kernel is 0. Some of those would be waited for without end, unless opened like this.
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
