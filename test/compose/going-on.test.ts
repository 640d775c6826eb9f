import { describe, expect, it } from 'vitest';
import { goingOn } from '../../src/compose/going-on.ts';
import { interrupted } from '../../src/errors.ts';
import type { LabEvent } from '../../src/events.ts';
import type { Ui } from '../../src/ports/ui.ts';

const stack = (stackName: string) =>
  ({ account: 'tools', accountId: '111111111111', stack: 'pipeline', stackName }) as const;
const started = (name: string): LabEvent => ({ type: 'stack-started', operation: 'update', ...stack(name) });
const finished = (name: string): LabEvent => ({
  ...stack(name),
  type: 'stack-finished',
  operation: 'update',
  outcome: 'failed',
  seconds: 1,
});
const submission = (state: 'checked' | 'uploaded'): LabEvent => ({
  ...{ type: 'submission', state, name: 'birds', kind: 'data', bytes: 1, bucket: 'b', key: 'k' },
  ...(state === 'uploaded' && { version: 'v1' }),
});
const execution = { pipeline: 'mlops-lab', executionId: 'e1' } as const;
const release: LabEvent[] = [
  { type: 'execution-started', ...execution, began: '2026-01-05T00:00:00.000Z', stages: ['Source'] },
  { type: 'execution-finished', ...execution, outcome: 'released', seconds: 1 },
];
const notebook: LabEvent[] = [
  { type: 'notebook-started', operation: 'launch', name: 'mine' },
  { type: 'notebook-finished', operation: 'launch', name: 'mine', outcome: 'succeeded', seconds: 1 },
];

function leftBy(events: readonly LabEvent[]): string[] {
  const passed: LabEvent[] = [];
  const underWay = goingOn();
  const ui = underWay.heardFrom({ emit: (event: LabEvent) => void passed.push(event) } as unknown as Ui);
  events.forEach((event) => ui.emit(event));
  expect(passed).toEqual(events);
  return underWay.list();
}

describe('what goes on after an interruption', () => {
  it.each<[string, LabEvent[], string[]]>([
    ['nothing that is known', [], []],
    [
      'two stacks',
      [started('A'), started('B')],
      ['A', 'B'].map((name) => `stack ${name} in account 111111111111 (update)`),
    ],
    [
      'a stack beside one that has ended',
      [started('A'), started('B'), finished('A')],
      ['stack B in account 111111111111 (update)'],
    ],
    ['nothing after the last has ended', [started('A'), finished('A')], []],
    ['no submission that was only checked', [submission('checked')], []],
    ['a submission', [submission('uploaded')], ['submission birds, uploaded as version v1']],
    ['its execution', [submission('uploaded'), ...release.slice(0, 1)], ['execution e1 of the pipeline mlops-lab']],
    ['no execution that has ended', [submission('uploaded'), ...release], []],
    [
      'what each lab of a class submitted, once for all, but for one whose release has ended',
      [
        ...['ada', 'bob', 'cyd'].map((lab) => ({ ...submission('uploaded'), lab })),
        ...release.map((event) => ({ ...event, lab: 'ada' })),
        ...release.slice(0, 1).map((event) => ({ ...event, lab: 'bob' })),
      ],
      ['execution e1 of the pipeline mlops-lab', 'submission birds of cyd, uploaded as version v1'],
    ],
    ['a notebook', notebook.slice(0, 1), ['notebook mine (launch)']],
    ['no notebook that is there', notebook, []],
    [
      'a notebook of one lab beside that of another which has the same name',
      ['ada', 'bob'].flatMap((lab) => notebook.slice(0, lab === 'ada' ? 1 : 2).map((event) => ({ ...event, lab }))),
      ['notebook mine of ada (launch)'],
    ],
  ])('is %s', (_, events, left) => {
    expect(leftBy(events)).toEqual(left);
  });

  it('is told with what nobody knows', () => {
    expect(interrupted(leftBy([started('A')])).message).toBe(
      'interrupted; this goes on in the cloud, and so may what was just being begun:\n' +
        '  stack A in account 111111111111 (update)',
    );
    expect(interrupted(leftBy([])).message).toBe('interrupted; what was just being begun may go on in the cloud');
  });

  it('is told of a class by its first twenty lines', () => {
    const names = Array.from({ length: 300 }, (_, at) => `S${String(at)}`);
    const lines = interrupted(leftBy(names.map(started))).message.split('\n');
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe('  and 280 more');
    const most = names.slice(0, 21);
    expect(interrupted(leftBy(most.map(started))).message).toContain('stack S20 in account');
  });
});
