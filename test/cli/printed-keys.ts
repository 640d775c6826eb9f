import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { BINARY, workFolder } from '../support/binary.ts';

export interface PrintedKeys {
  readonly cwd: string;
  /** Of the sandbox. */
  readonly folder: string;
  /** The environment of who has pasted what `mlops-lab sandbox` prints. */
  readonly env: () => Readonly<Record<string, string>>;
}

const { PATH = '' } = process.env;

/** Runs `mlops-lab sandbox` for a file of tests; `prepare` may put files into the work folder, and returns more arguments. */
export function printedKeys(prepare: (cwd: string) => readonly string[] = () => []): PrintedKeys {
  const cwd = workFolder();
  const folder = join(cwd, 'sandbox');
  const env: Record<string, string> = { PATH, HOME: cwd };
  let sandbox: ChildProcess;
  beforeAll(async () => {
    const args = [BINARY, 'sandbox', folder, '--port', '0', '--shell', 'sh', ...prepare(cwd)];
    const child = spawn(process.execPath, args, { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    sandbox = child;
    let text = '';
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      text += chunk.toString();
      if (text.includes('Staging account')) break;
    }
    if (child.exitCode !== null) throw new Error(`the sandbox ended with ${String(child.exitCode)}`);
    Object.assign(env, pasted(text));
  });
  afterAll(async () => {
    if (sandbox.kill('SIGTERM')) await once(sandbox, 'exit');
  });
  return { cwd, folder, env: () => env };
}

/** What a person pastes: the lines that are no comments. */
function pasted(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.startsWith('export '));
  const pairs = lines.flatMap((line) => line.split(' ').slice(1));
  return Object.fromEntries(pairs.map((pair) => [pair.replace(/=.*/s, ''), pair.replace(/^[^=]*=/, '')]));
}
