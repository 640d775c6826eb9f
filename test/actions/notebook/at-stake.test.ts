import { describe, expect, it } from 'vitest';
import { atStake, doomedItems, notebookItems } from '../../../src/actions/notebook/everybody/at-stake.ts';
import type { DoomedNotebook } from '../../../src/actions/notebook/everybody/read.ts';
import { LAB } from '../../support/rehearsal.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const ACCOUNT = { account: 'datascience', accountId: LAB.accounts.datascience.id } as const;

function notebook(more: Partial<DoomedNotebook> = {}): DoomedNotebook {
  return {
    launched: { id: 'i', name: 'nb', status: 'AVAILABLE', recordId: 'r', stack: 's' },
    owner: 'ada',
    parts: { parameters: {}, outputs: {} },
    ...more,
  };
}
const state = (status: string, instanceType?: string, since?: number) =>
  ({
    state: { status, ...(instanceType && { instanceType }), ...(since !== undefined && { since }) },
  }) as Partial<DoomedNotebook>;
const content = (bytes: number, versions: number, complete = true) => ({ content: { bytes, versions, complete } });

describe('what is at stake with notebooks', () => {
  it('is nothing where there are none', () => {
    expect(atStake([], NOW)).toBeUndefined();
  });

  it('is what people keep in them, counted as far as that was possible', () => {
    const [one, two] = [notebook(content(1000, 2)), notebook({ owner: 'bob', ...content(500, 1) })];
    expect(atStake([one, two, notebook()], NOW)).toEqual({
      notebooks: 3,
      people: 2,
      bytes: 1500,
      counted: true,
      running: [],
    });
    expect(atStake([one, notebook(content(1, 1, false))], NOW)).toMatchObject({ counted: false, bytes: 1001 });
    expect(atStake([one, notebook({ leavesBucket: true })], NOW)).toMatchObject({ bucketsStay: true });
  });

  it('is what runs, by type, for at least as long', () => {
    const running = atStake(
      [
        notebook(state('InService', 'ml.t3.large', NOW - 2.5 * HOUR)),
        notebook(state('Pending', 'ml.t3.large', NOW - HOUR)),
        notebook(state('InService', 'ml.t3.large', NOW + HOUR)),
        notebook(state('InService', 'ml.a')),
        notebook(state('InService')),
        ...['Stopped', 'Failed', 'Deleting'].map((status) => notebook(state(status, 'ml.t3.large', 0))),
        notebook(),
      ],
      NOW,
    )?.running;
    expect(running).toEqual([
      { instanceType: 'ml.a', notebooks: 1, hours: 0 },
      { instanceType: 'ml.t3.large', notebooks: 3, hours: 3 },
      { instanceType: 'unknown', notebooks: 1, hours: 0 },
    ]);
  });
});

describe('what a plan tells of notebooks', () => {
  const item = (detail: string) => ({ ...ACCOUNT, kind: 'provisioned product', name: 'nb', detail, owner: 'ada' });
  const bucket = (detail: string, name = 'b') => ({ ...ACCOUNT, kind: 'bucket', name, detail, owner: 'ada' });

  it.each<[string, Partial<DoomedNotebook>, object[]]>([
    ['none of its parts', {}, [item('of ada, AVAILABLE')]],
    ['a state', state('InService', 'ml.t3.large'), [item('of ada, AVAILABLE, InService on ml.t3.large')]],
    ['a state alone', state('Stopped'), [item('of ada, AVAILABLE, Stopped')]],
    [
      'a bucket',
      { parts: { bucket: 'b', parameters: {}, outputs: {} }, ...content(1, 1) },
      [item('of ada, AVAILABLE'), bucket('of ada, 1 object version, deleted with it')],
    ],
    [
      'a bucket that is empty',
      { emptyBucket: 'e', ...content(0, 0) },
      [item('of ada, AVAILABLE'), bucket('of ada, 0 object versions, deleted with it', 'e')],
    ],
    [
      'a bucket that was not counted to its end',
      { parts: { bucket: 'b', parameters: {}, outputs: {} }, ...content(1, 1000, false) },
      [item('of ada, AVAILABLE'), bucket('of ada, more than 1000 object versions, deleted with it')],
    ],
    ['a bucket of which nothing is known', { emptyBucket: 'e' }, [item('of ada, AVAILABLE')]],
  ])('is whose each is, what it does and what it holds: with %s', (_, more, items) => {
    expect(notebookItems(LAB, [notebook(more)])).toEqual(items);
  });

  it('is followed by what their code made', () => {
    const runs = [{ kind: 'training job', name: 'j', detail: 'InProgress' } as const];
    expect(doomedItems(LAB, { notebooks: [notebook()], runs })).toEqual([
      item('of ada, AVAILABLE'),
      { ...ACCOUNT, kind: 'training job', name: 'j', detail: 'InProgress' },
    ]);
  });
});
