import { describe, expect, it } from 'vitest';
import { workFolder } from '../support/binary.ts';
import { examplesIn, HELP_PATHS } from '../support/help-examples.ts';
import { mlopsLab } from '../support/program.ts';
import { NOT_RUN, SEQUENCES } from './help-examples.ts';

describe('the examples of help', () => {
  it('are all run, or have a reason why not', async () => {
    const cwd = workFolder();
    const texts = await Promise.all(
      HELP_PATHS.map((path) => mlopsLab([...path.slice(0, -1), 'help', path.at(-1) ?? ''], { cwd })),
    );
    const examples = new Set(texts.flatMap(({ stdout }) => examplesIn(stdout)));
    const run = new Set(SEQUENCES.flatMap(({ lines }) => lines));
    const omitted = new Set(Object.keys(NOT_RUN));
    expect([...examples].filter((each) => !run.has(each) && !omitted.has(each))).toEqual([]);
    expect([...omitted].filter((each) => !examples.has(each) || run.has(each))).toEqual([]);
  });
});
