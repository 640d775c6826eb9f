import { describe, expect, it } from 'vitest';
import { serve } from '../../src/compose/serve.ts';
import { workFolder, writesIn } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';

const SAID = 'IAM policies of users and roles are ignored (--without-iam)';

describe('a rehearsal', () => {
  it('is held to IAM without being asked, and makes and unmakes the lab with what administrators may do', async () => {
    const cwd = workFolder();
    const made = await mlopsLab(['init', '--sandbox', '--yes'], { cwd });
    expect(made).toMatchObject({ code: 0 });
    expect(made.stderr).not.toContain('--without-iam');
    expect(await mlopsLab(['teardown', '--sandbox', '--yes'], { cwd })).toMatchObject({ code: 0 });
    expect(writesIn(cwd).filter(({ outcome }) => outcome.startsWith('AccessDenied'))).toEqual([]);
  });

  it('says in one line that it is not held to IAM', async () => {
    const cwd = workFolder();
    const { code, stderr } = await mlopsLab(['status', '--sandbox', '--without-iam'], { cwd });
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => line.includes(SAID))).toHaveLength(1);
    const { stdout } = await mlopsLab(['status', '--sandbox', '--without-iam', '--output', 'json'], { cwd });
    const events = stdout.split('\n').filter((line) => line.includes(SAID));
    expect(events.map((line) => JSON.parse(line) as object)).toMatchObject([{ type: 'notice', level: 'warning' }]);
  });

  it.each([true, false])('offered to other programs says so too: %s', async (withoutIam) => {
    const [stdout, stderr] = [new FakeOutput(), new FakeOutput()];
    const io = {
      env: {},
      cwd: workFolder(),
      stdin: new FakeInput({ isTTY: false }),
      stdout,
      stderr,
      signal: AbortSignal.abort(),
    };
    expect(
      await serve(
        { directory: 'sandbox', port: 0, pace: 'jump', withoutIam, accounts: 0, output: 'text' },
        ['sandbox'],
        io,
      ),
    ).toBe(0);
    expect(stderr.text.includes(SAID)).toBe(withoutIam);
    expect(stdout.text).toContain('export AWS_ENDPOINT_URL=');
  });

  it('without --sandbox cannot do without IAM, and nothing is asked of AWS', async () => {
    const { code, stderr } = await mlopsLab(['status', '--without-iam'], { cwd: workFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain('--without-iam is only for the sandbox');
    expect(stderr).toContain('add --sandbox');
  });
});
