import { describe, expect, it } from 'vitest';
import { UNCUT } from '../../src/ui/text/layout.ts';
import { paintFor } from '../../src/ui/text/paint.ts';
import { stepLines } from '../../src/ui/text/steps.ts';

const COMMAND = 'mlops-lab approve --execution 11111111-aaaa-4bbb-8ccc-222222222222';
const STEPS = [{ say: 'approve the release that waits', command: COMMAND }, { say: 'set AWS_PROFILE, or name one' }];

function lines(width: number): string[] {
  return stepLines(STEPS, paintFor(false), width);
}

describe('suggested steps', () => {
  it('take a line each where that fits, and in a pipe', () => {
    const [approve, profile] = [`  → approve the release that waits: ${COMMAND}`, '  → set AWS_PROFILE, or name one'];
    expect(lines(UNCUT)).toEqual([approve, profile]);
    expect(lines(approve.length)).toEqual([approve, profile]);
  });

  it('are folded at words, with the command in one line', () => {
    expect(lines(24)).toEqual([
      '  → approve the',
      '    release that waits:',
      `      ${COMMAND}`,
      '  → set AWS_PROFILE,',
      '    or name one',
    ]);
  });
});
