import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import type { EnvironmentStart } from '../environment/protocol.ts';

export type Folders = Pick<EnvironmentStart, 'folder' | 'root' | 'temporary'>;

const PREFIX = 'mlops-lab-function-';

/** The folder of all environments of this process. */
let folder: string | undefined;

/** Lays out a function's code in a folder of its own, beside one that it may write to. */
export function unpack(zip: Uint8Array): Folders {
  folder ??= newFolder();
  const own = mkdtempSync(join(folder, 'environment-'));
  const [root, temporary] = [join(own, 'task'), join(own, 'tmp')];
  mkdirSync(root);
  mkdirSync(temporary);
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    const path = join(root, name);
    if (name.endsWith('/') || relative(root, path).startsWith('..')) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return { folder, root, temporary };
}

export function remove({ root }: Folders): void {
  rmSync(dirname(root), { recursive: true, force: true });
}

/** Permissions are for real paths, and the system's temporary folder is a link on some. */
function newFolder(): string {
  tidy();
  const made = mkdtempSync(join(realpathSync(tmpdir()), `${PREFIX}${process.pid}-`));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Removes what processes left behind that were killed. */
function tidy(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, owner] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (owner && !isAlive(Number(owner))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
