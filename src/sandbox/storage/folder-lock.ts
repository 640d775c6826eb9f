import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StorageError } from './storage-error.ts';

/**
 * Two processes with one state would undo each other's changes. The operating system holds the lock and releases it
 * with the process, however that ends, so it is never stale. The file beside it only names the process.
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

/** Returns the function that releases the lock, or `false` if somebody else has it. */
type Lock = (directory: string) => (() => void) | false;

/** Node has no `flock`; a socket name can be listened on only once, and is released with the listener. */
const PLATFORM_LOCKS: Readonly<Partial<Record<NodeJS.Platform, Lock>>> = {
  // Abstract sockets (unix(7)). Node versions pad shorter names differently.
  linux: (directory) => listenAt(`\0${nameOf(directory).padEnd(107, '.')}`),
  win32: (directory) => listenAt(`\\\\.\\pipe\\${nameOf(directory)}`),
};

function listenAt(path: string): (() => void) | false {
  const server = createServer((socket) => socket.destroy());
  // A taken name shows at once: only a server that has it is listening.
  server.on('error', () => undefined);
  server.listen(path).unref();
  return server.listening && (() => void server.close());
}

/** The same name for a folder, whichever path leads to it. */
function nameOf(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  return `mlops-lab-${createHash('sha256')
    .update(`${String(dev)}:${String(ino)}`)
    .digest('hex')}`;
}

/** BSD and macOS (open(2)): a lock on the open file, released when it is closed. */
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
