import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StorageError } from './storage-error.ts';

/**
 * Two processes over one state would undo each other's work. The operating system holds the lock and frees it with the
 * process, however that ends, so there is none that is stale. The file beside it only tells who it is.
 */
export function lockFolder(directory: string): () => void {
  const note = join(directory, 'lock');
  const free = PLATFORM_LOCKS[process.platform]?.(directory) ?? lockFile(note);
  if (!free) throw inUse(directory, note);
  writeFileSync(note, String(process.pid));
  return () => {
    rmSync(note, { force: true });
    free();
  };
}

/** Gives how to free the lock, or `false` where somebody has it. */
type Lock = (directory: string) => (() => void) | false;

/** Node has no `flock`; of a name that is listened at there is one, and it goes with whoever listens. */
const PLATFORM_LOCKS: Readonly<Partial<Record<NodeJS.Platform, Lock>>> = {
  // Abstract sockets (unix(7)). Versions of Node fill shorter names up differently.
  linux: (directory) => listenAt(`\0${nameOf(directory).padEnd(107, '.')}`),
  win32: (directory) => listenAt(`\\\\.\\pipe\\${nameOf(directory)}`),
};

function listenAt(path: string): (() => void) | false {
  const server = createServer((socket) => socket.destroy());
  // That the name is taken is seen at once: only a server that has it is listening.
  server.on('error', () => undefined);
  server.listen(path).unref();
  return server.listening && (() => void server.close());
}

/** The same for a folder by whichever of its paths it is reached. */
function nameOf(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  return `mlops-lab-${createHash('sha256')
    .update(`${String(dev)}:${String(ino)}`)
    .digest('hex')}`;
}

/** Of the BSDs and macOS (open(2)); a lock on the open file, which goes with it. */
const O_EXLOCK = 0x20;

function lockFile(path: string): (() => void) | false {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK;
  try {
    const file = openSync(path, flags, 0o600);
    return () => closeSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return false;
    throw error;
  }
}

function inUse(directory: string, note: string): StorageError {
  return new StorageError({
    code: 'sandbox-in-use',
    message: `the sandbox in ${directory} is in use by ${holderIn(note)}`,
    hint: 'wait for that command to end, or name another folder with --sandbox=DIR',
  });
}

function holderIn(note: string): string {
  try {
    const pid = readFileSync(note, 'utf8');
    return /^\d{1,10}$/.test(pid) ? `process ${pid}` : 'another process';
  } catch {
    return 'another process';
  }
}
