import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { BINARY, cleanEnvironment } from '../support/binary.ts';
import { PLACES, type Place } from './shell-places.ts';
import type { ShellBlock, Stretch } from './shell-blocks.ts';

/** Runs the blocks as they are written, one after the other, each of which has to succeed. */
export async function runStretch({ page, place, blocks }: Stretch): Promise<void> {
  const made = await PLACES[place]?.();
  if (!made) throw new Error(`${page}: no test makes the place "${place}"`);
  try {
    for (const block of blocks) await runBlock(page, block, made);
  } finally {
    await made.leave();
  }
}

async function runBlock(page: string, { line, script }: ShellBlock, { cwd, env }: Place): Promise<void> {
  const PATH = [programs(cwd), process.env.PATH].join(delimiter);
  const child = spawn('sh', ['-e', '-c', script], {
    cwd,
    env: { ...cleanEnvironment({ cwd, env }), PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  expect(code, `${page}:${String(line)}\n${script}\n${stdout}\n${stderr}`).toBe(0);
}

/** What stands in for programs of a person's machine: the package is not installed anew, and no browser opens. */
function programs(cwd: string): string {
  const folder = join(cwd, '.programs');
  mkdirSync(folder, { recursive: true });
  const scripts = { npx: NPX, 'mlops-lab': MLOPS_LAB, npm: NPM, 'xdg-open': 'exit 0', open: 'exit 0' };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** There is no terminal; somebody who sat at one would say yes. */
const MLOPS_LAB = `
said=$("${process.execPath}" "${BINARY}" "$@" 3>&1 1>&2 2>&3) && exit 0
code=$?
case "$said" in *'no terminal to ask on'*) exec "${process.execPath}" "${BINARY}" "$@" --yes ;; esac
printf '%s\\n' "$said" >&2
exit $code`;

const NPX = `
[ "$1" = mlops-lab ] && shift || exit 1
exec mlops-lab "$@"`;

const { scripts } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Knows the commands that there are. Tests that ran themselves would never end. */
const NPM = `case "$*" in ${['ci', 'test', ...Object.keys(scripts).map((name) => `'run ${name}'`)].join('|')}) ;; *) exit 1 ;; esac`;
