import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/compose/program.ts';
import { workFolder } from '../support/binary.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

async function run(...args: string[]) {
  const [stdin, stdout, stderr] = [new FakeInput({ isTTY: false }), new FakeOutput(), new FakeOutput()];
  const io = { env: {}, cwd: workFolder(), stdin, stdout, stderr, signal: new AbortController().signal };
  const code = await runProgram(args, io);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

describe('notebook', () => {
  it('tells of its commands, and each of its own', async () => {
    const { code, stdout } = await run('notebook', '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/launch \[options\] \[name\][^]*terminate \[options\] \[name\]/);
    expect((await run('notebook', 'launch', '--help')).stdout).toContain('--idle-minutes <minutes>');
  });

  it.each([
    ['without a command', ['notebook']],
    ['with a command that there is not', ['notebook', 'burn']],
    ['without a name', ['notebook', 'open']],
    ['without saying which', ['notebook', 'terminate']],
    ['for everybody and for one', ['notebook', 'terminate', '--all', '--owner', 'ada']],
    ['for everybody as one of them', ['notebook', 'list', '--all', '--as', 'ada']],
    ['for everybody and by name', ['notebook', 'terminate', 'mine', '--all']],
    ['that keeps and ends them', ['teardown', '--keep-notebooks', '--notebooks-only']],
  ])('%s is a wrong usage', async (_, args) => {
    expect((await run(...args)).code).toBe(2);
  });

  it('of everybody are those of one lab', async () => {
    const list = await run('notebook', 'list', '--all', '--sandbox');
    expect(list).toMatchObject({ code: 0, stdout: expect.stringContaining('No notebooks') as string });
  });

  it('without a lab names the command that makes it', async () => {
    const { code, stderr } = await run('notebook', 'list', '--sandbox');
    expect(code).toBe(3);
    expect(stderr).toMatch(/: mlops-lab datascience --sandbox$/m);
  });
});
