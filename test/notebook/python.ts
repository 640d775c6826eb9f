import { execFileSync, spawn } from 'node:child_process';
import { installed } from '../conformance/installed.ts';

/**
 * The interpreter, where it is there with the given modules; a shim of a version manager would put its own folder before
 * others in PATH. Where it is missing, what needs it is said on stderr to be left out; in CI that is an error.
 */
export function pythonWith(modules: readonly string[], what: string): string | undefined {
  if (!installed('python3', what)) return undefined;
  const code = `${modules.map((module) => `import ${module}\n`).join('')}import sys; print(sys.executable)`;
  try {
    return execFileSync('python3', ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    const message = `python3 lacks one of ${modules.join(', ')}: ${what}`;
    if (process.env['CI']) throw new Error(message);
    process.stderr.write(`\n!!! ${message}\n\n`);
    return undefined;
  }
}

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Said> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
