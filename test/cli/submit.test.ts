import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/compose/program.ts';
import { csvWith } from '../lab/submission/archives.ts';
import { workFolder, writesIn } from '../support/binary.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

async function run(cwd: string, ...args: string[]) {
  return runUntil(new AbortController().signal, cwd, ...args);
}

async function runUntil(signal: AbortSignal, cwd: string, ...args: string[]) {
  const [stdin, stdout, stderr] = [new FakeInput({ isTTY: false }), new FakeOutput(), new FakeOutput()];
  const io = { env: {}, cwd, stdin, stdout, stderr, signal };
  const sandbox = args.some((arg) => arg.startsWith('--sandbox')) ? [] : ['--sandbox'];
  const code = await runProgram([...args, ...sandbox], io);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

describe('submit', () => {
  it('tells each problem of a submission on a line of its own, and uploads nothing', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'birds.csv'), csvWith({ 4: '3002,NaN,18.7,182,1,0,0', 5: '3003,39.1,18.7,183,2,0,0' }));
    const { code, stderr } = await run(cwd, 'submit', 'birds.csv');
    expect(code).toBe(2);
    expect(stderr).toContain(
      '✖ the submission cannot be used: 2 problems\n' +
        '  train.csv line 4, bill_length_mm: "NaN" is not a number\n' +
        '  train.csv line 5, male: 2 is neither 0 nor 1\n',
    );
    expect(writesIn(cwd)).toEqual([]);
  });

  it.each([
    ['a lab', ['submit'], 3, ': mlops-lab datascience --sandbox\n'],
    ['a pipeline', ['approve', '--yes'], 1, ': mlops-lab pipeline --sandbox\n'],
    ['a pipeline to watch', ['pipeline', '--watch'], 1, ': mlops-lab pipeline --sandbox\n'],
  ])('without %s names the command that makes it', async (_, args, code, command) => {
    const ended = await run(workFolder(), ...args);
    expect(ended).toMatchObject({ code, stderr: expect.stringContaining(command) as string });
  });

  it('that was interrupted is run again, and goes on with its upload', async () => {
    const { code, stderr } = await runUntil(AbortSignal.abort(), workFolder(), 'submit', '--watch');
    expect(code).toBe(130);
    expect(stderr).toContain('run the same command again');
  });

  it('leaves a folder alone that --sandbox names but that holds something else', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'train.csv'), csvWith());
    const { code, stderr } = await run(cwd, 'submit', '--sandbox=.');
    expect(code).toBe(2);
    expect(stderr).toContain('it holds train.csv');
  });

  it('takes hyperparameters one by one, and repeats what was wrong with them', async () => {
    const chosen = ['--hyperparameter', 'eta=7', '--hyperparameter', 'max_depth=3'];
    const { code, stderr } = await run(workFolder(), 'submit', '--as', 'tuned', ...chosen);
    expect(code).toBe(2);
    expect(stderr).toContain('hyperparameters.eta is 7; eta is a number from 0.01 to 1');
  });
});
