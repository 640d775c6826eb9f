import { vi } from 'vitest';
import { runProgram } from '../../src/compose/program.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';
import { cleanEnvironment, type BinaryOptions, type Ended } from './binary.ts';

/**
 * Runs a command line in this process as a user without a terminal would, with nothing of this process's AWS settings:
 * what the binary does, without the half second in which a process begins. Signals, pipes and crashes need the binary.
 */
export async function mlopsLab(args: readonly string[], options: BinaryOptions): Promise<Omit<Ended, 'signal'>> {
  const [stdin, stdout, stderr] = [new FakeInput({ isTTY: false }), new FakeOutput(), new FakeOutput()];
  const env = cleanEnvironment(options);
  const io = { env, cwd: options.cwd, stdin, stdout, stderr, signal: new AbortController().signal };
  const code = await within(env, () => runProgram(args, io));
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** The SDK reads the process's own variables: for a while they are these and no other. */
export async function within<T>(env: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const others = Object.keys(process.env).filter((name) => !(name in env) && /^AWS_|_PROXY$/i.test(name));
  for (const name of others) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    return await work();
  } finally {
    vi.unstubAllEnvs();
  }
}
