import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { showSteps, type Call } from '../../src/compose/show-steps.ts';
import { aws, mlopsLab, type Step } from '../../src/steps.ts';
import { anyText } from '../support/any-text.ts';

const LOOK = { say: 'look', command: mlopsLab('status') };

function shown(step: Step, call: Partial<Call> = {}): (string | undefined)[] {
  const show = showSteps({ command: 'init', flags: {}, options: { dryRun: false }, args: ['init'], ...call });
  return show([step]).map(({ command }) => command);
}

describe('a step to take next', () => {
  it.each<[string, Call['flags'], string]>([
    ['on AWS, where the file remembers the flags', { name: 'course-7' }, ''],
    ['with another file', { config: 'my lab.yaml' }, " --config 'my lab.yaml'"],
    ['in a rehearsal', { sandbox: true }, ' --sandbox'],
    ['in a rehearsal in a folder', { sandbox: 'rehearsal' }, ' --sandbox=rehearsal'],
    ['in one without IAM', { sandbox: true, withoutIam: true }, ' --sandbox --without-iam'],
    ['in one that a variable turns on', { sandbox: '1' }, ' --sandbox'],
    ['in one that a variable turns off', { sandbox: '0' }, ''],
    ['in one of another lab', { sandbox: true, name: 'b-2' }, ' --sandbox --name b-2'],
  ])('is about the same lab %s', (_, flags, more) => {
    expect(shown(LOOK, { flags })).toEqual([`mlops-lab status${more}`]);
  });

  it('is taken as the same data scientist, where it is about notebooks', () => {
    const open = { say: 'open it', command: mlopsLab('notebook', 'open', 'x') };
    const call = { command: 'notebook launch', flags: { as: 'ada' } };
    expect(shown(open, call)).toEqual(['mlops-lab notebook open x --as ada']);
    expect(shown(LOOK, call)).toEqual(['mlops-lab status']);
    expect(shown(open, { ...call, command: 'submit' })).toEqual(['mlops-lab notebook open x']);
  });

  it('writes a value that reads as an option as one word with its flag', () => {
    const open = { say: 'open it', command: mlopsLab('notebook', 'open', 'x') };
    expect(shown(open, { command: 'notebook launch', flags: { as: '-ada', config: '--x.yaml' } })).toEqual([
      'mlops-lab notebook open x --config=--x.yaml --as=-ada',
    ]);
  });

  it('after a dry run repeats what that has not saved', () => {
    const call = { flags: { region: 'eu-west-1' }, options: { dryRun: true } };
    expect(shown(LOOK, call)).toEqual(['mlops-lab status --region eu-west-1']);
  });

  it('may be the command itself, with or without its --dry-run', () => {
    const args = ['submit', 'my data.csv', '--dry-run', '--sandbox'];
    expect(shown({ say: 'again', command: 'again' }, { args })).toEqual([
      "mlops-lab submit 'my data.csv' --dry-run --sandbox",
    ]);
    expect(shown({ say: 'do it', command: 'without --dry-run' }, { args })).toEqual([
      "mlops-lab submit 'my data.csv' --sandbox",
    ]);
  });

  it('repeats nothing that looks like a secret', () => {
    const key = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    for (const arg of [key, `--name=${key}`]) {
      expect(shown({ say: 'again', command: 'again' }, { args: ['status', arg] })).toEqual([undefined]);
    }
  });

  it('may have no command', () => {
    const show = showSteps({ command: 'init', flags: { sandbox: true }, options: { dryRun: false }, args: [] });
    expect(show([{ say: 'wait' }])).toEqual([{ say: 'wait' }]);
  });

  it.each([
    [{ sandbox: true }, 'mlops-lab sandbox'],
    [{ sandbox: 'a b' }, "mlops-lab sandbox 'a b'"],
    [{ sandbox: true, withoutIam: true, config: 'x.yaml' }, 'mlops-lab sandbox --without-iam'],
  ])('of the AWS CLI reaches the rehearsal, which has to be offered for that: %j', (flags, offered) => {
    const enable = { say: 'enable it', command: aws('kms', 'enable-key') };
    expect(shown(enable, { flags })).toEqual([offered, 'aws kms enable-key --endpoint-url http://127.0.0.1:4566']);
    expect(shown(enable)).toEqual(['aws kms enable-key']);
  });

  it.skipIf(process.platform === 'win32')('comes out of a shell word by word as it went in', () => {
    const word = anyText().filter((each) => !each.includes('\0'));
    const lines = fc.array(fc.array(word, { minLength: 1 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(lines, (all) => {
        const commands = all.map((words) => shown({ say: 'x', command: 'again' }, { args: words })[0] ?? '');
        const script = commands.map((command) => `set -- ${command}; shift; printf '%s\\0' "$@"; printf '\\0'`);
        const out = execFileSync('sh', ['-c', script.join('\n')], { encoding: 'utf8' });
        expect(out).toBe(all.map((words) => `${words.map((each) => `${each}\0`).join('')}\0`).join(''));
      }),
      { numRuns: 3 },
    );
  });
});
