import { describe, expect, it } from 'vitest';
import { mlopsLab, workFolder, writesIn } from '../support/binary.ts';

describe('--enforce-iam', () => {
  it('without --sandbox is wrong usage, and nothing is asked of AWS', async () => {
    const cwd = workFolder();
    const { code, stderr } = await mlopsLab(['status', '--enforce-iam'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('--enforce-iam is for the sandbox');
    expect(stderr).toContain('add --sandbox');
  });

  it('beside --sandbox makes and unmakes the lab with what administrators may do', async () => {
    const cwd = workFolder();
    expect(await mlopsLab(['init', '--sandbox', '--yes', '--enforce-iam'], { cwd })).toMatchObject({ code: 0 });
    expect(await mlopsLab(['teardown', '--sandbox', '--yes', '--enforce-iam'], { cwd })).toMatchObject({ code: 0 });
    expect(writesIn(cwd).filter(({ outcome }) => outcome.startsWith('AccessDenied'))).toEqual([]);
  });
});
