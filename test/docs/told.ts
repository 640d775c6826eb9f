import { runProgram } from '../../src/compose/program.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

/** What a command prints, results and progress in the order in which they come. */
export async function told(cwd: string, args: readonly string[]): Promise<string> {
  const [stdin, stdout] = [new FakeInput({ isTTY: false }), new FakeOutput()];
  await runProgram(args, { env: {}, cwd, stdin, stdout, stderr: stdout, signal: new AbortController().signal });
  return stdout.text;
}
