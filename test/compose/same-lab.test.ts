import { describe, expect, it } from 'vitest';
import { aboutTheSameLab } from '../../src/compose/same-lab.ts';

const LOOK = { command: 'init', status: 'succeeded', next: ['look with "mlops-lab status"'] } as const;

function next(flags: Record<string, unknown>, dryRun = false) {
  return aboutTheSameLab(LOOK, { flags, options: { dryRun, yes: false, express: false } }).next?.[0];
}

describe('what a result suggests to run next', () => {
  it.each([
    ['on AWS, where the file remembers the flags', { name: 'course-7' }, '"mlops-lab status"'],
    ['with another file', { config: 'my lab.yaml' }, `"mlops-lab status --config 'my lab.yaml'"`],
    ['in a rehearsal', { sandbox: true }, '"mlops-lab status --sandbox"'],
    ['in a rehearsal in a folder', { sandbox: 'rehearsal' }, '"mlops-lab status --sandbox=rehearsal"'],
    ['in one that a variable turns off', { sandbox: '0' }, '"mlops-lab status"'],
    ['in one of another lab', { sandbox: true, name: 'b-2' }, '"mlops-lab status --sandbox --name b-2"'],
  ])('%s', (_, flags, command) => {
    expect(next(flags)).toBe(`look with ${command}`);
  });

  it('as the same data scientist, where it is about notebooks', () => {
    const next = ['open it with "mlops-lab notebook open x"', 'look with "mlops-lab status"'];
    const options = { dryRun: false, yes: true, express: false };
    const told = (command: string) =>
      aboutTheSameLab({ command, status: 'succeeded', next }, { flags: { as: 'ada' }, options }).next;
    expect(told('notebook launch')).toEqual(['open it with "mlops-lab notebook open --as ada x"', next[1]]);
    expect(told('submit')).toEqual(next);
  });

  it('after a dry run, which saves nothing', () => {
    expect(next({ region: 'eu-west-1' }, true)).toBe('look with "mlops-lab status --region eu-west-1"');
  });

  it('when the command failed', () => {
    const error = { code: 'missing-input' as const, message: 'it is missing', hint: 'run "mlops-lab tools" first' };
    const result = { command: 'datascience', status: 'failed', error } as const;
    const options = { dryRun: false, yes: true, express: false };
    const told = aboutTheSameLab(result, { flags: { sandbox: true }, options });
    expect(told.error?.hint).toBe('run "mlops-lab tools --sandbox" first');
  });
});
