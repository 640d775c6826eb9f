import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TrailEntry } from '../../src/sandbox/kernel/trail.ts';

export const BINARY = resolve(import.meta.dirname, '../../bin/mlops-lab.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface BinaryOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function workFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mlops-lab-test-'));
}

/** Runs the built binary as a user without a terminal would, with nothing of this process's AWS settings. */
export function mlopsLab(args: readonly string[], { cwd, env = {} }: BinaryOptions): Promise<Ended> {
  const clean = cleanEnvironment({ cwd, env });
  const child = spawn(process.execPath, [BINARY, ...args], { cwd, env: clean, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
}

/** Nobody's settings, and those that are given. */
export function cleanEnvironment({ cwd, env = {} }: BinaryOptions): Record<string, string> {
  const { PATH = '' } = process.env;
  return {
    PATH,
    HOME: cwd,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...env,
  };
}

/** What was changed in the sandbox of a work folder. */
export function writesIn(cwd: string, sandbox = '.mlops-lab/sandbox'): TrailEntry[] {
  const path = join(cwd, sandbox, 'trail.ndjson');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as TrailEntry).filter(({ mutating }) => mutating);
}
