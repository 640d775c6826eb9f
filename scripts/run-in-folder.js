import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BINARY = fileURLToPath(new URL('../bin/mlops-lab.js', import.meta.url));

/**
 * Lets somebody run the built program in a folder of its own, with these files in it and nobody's settings.
 * @template T
 * @param {Readonly<Record<string, string>>} files
 * @param {(run: (args: readonly string[]) => string, folder: string) => Promise<T>} work gets what a command prints, in the order in which it comes
 * @returns {Promise<T>}
 */
export async function inFolder(files, work) {
  const cwd = mkdtempSync(join(tmpdir(), 'mlops-lab-run-'));
  const env = { PATH: process.env['PATH'], HOME: cwd, AWS_EC2_METADATA_DISABLED: 'true' };
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
    return await work((args) => {
      const told = join(cwd, 'told.txt');
      const both = openSync(told, 'w');
      spawnSync(process.execPath, [BINARY, ...args], { cwd, env, stdio: ['ignore', both, both] });
      closeSync(both);
      return readFileSync(told, 'utf8');
    }, cwd);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
