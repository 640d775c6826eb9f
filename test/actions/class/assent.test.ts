import { describe, expect, it } from 'vitest';
import { inOrderOfLabs } from '../../../src/actions/class/in-order.ts';
import { Ledger } from '../../../src/actions/class/ledger.ts';
import { runLabs, type LabRun } from '../../../src/actions/class/run-labs.ts';
import type { LabEvent, LabResult } from '../../../src/events.ts';
import type { Ui } from '../../../src/ports/ui.ts';
import { askedUi } from '../asked-ui.ts';

const ended = (lab: string, more: Partial<LabResult> = {}) =>
  ({ lab, command: 'init', status: 'succeeded', exitCode: 0, ...more }) as LabResult;

/** Labs side by side, each of which asks as it does, and what was answered. */
async function run(
  answers: Readonly<Record<string, string | boolean>> | undefined,
  acts: Readonly<Record<string, (ui: Ui) => Promise<unknown>>>,
  atOnce = 10,
) {
  const { ui: asked, questions } = askedUi(answers);
  const events: LabEvent[] = [];
  const ui = { ...asked, emit: (event: LabEvent) => void events.push(event) };
  const answered: Record<string, unknown> = {};
  const results: LabResult[] = [];
  const labs: LabRun[] = Object.entries(acts).map(([lab, act]) => ({
    lab,
    act: async (own) => {
      answered[lab] = await act(own).catch((error: unknown) => `refused: ${String(error)}`);
      return ended(lab);
    },
  }));
  const end = await runLabs(labs, { command: 'init', ui, atOnce, ended: (each) => results.push(each) }).then(
    () => 'done',
    (error: unknown) => error,
  );
  return { answered, questions, events, results, end };
}

const confirm = (ui: Ui) => ui.confirm({ message: 'of one', default: false, flag: '--yes' });
const type = (ui: Ui) => ui.ask({ message: 'of one', flag: '--yes' });
const pass = () => Promise.resolve('nothing to do');

describe('labs of a class that ask', () => {
  it('ask once, when each has a plan or has ended without, and all have the same answer', async () => {
    const { answered, questions } = await run({ '--yes': true }, { ann: confirm, bob: pass, cid: confirm });
    expect(questions).toEqual([{ message: 'Carry out the plans of 2 labs?', default: false, flag: '--yes' }]);
    expect(answered).toEqual({ ann: true, bob: 'nothing to do', cid: true });
    expect((await run({ '--yes': false }, { ann: confirm })).answered).toEqual({ ann: false });
    const [only] = (await run({ '--yes': true }, { ann: confirm, bob: pass })).questions;
    expect(only?.message).toBe('Carry out the plans of 1 lab?');
  });

  it.each([
    ['2 labs', ['ann', 'bob']],
    [' 2 labs ', ['ann', 'bob']],
    ['y', ['', '']],
    ['', ['', '']],
  ])('have it typed how many they are where one deletes: %j', async (typed, said) => {
    const { answered, questions } = await run({ '--yes': typed }, { ann: type, bob: type });
    expect(questions).toMatchObject([{ message: expect.stringMatching(/^Type "2 labs" to delete/) as string }]);
    expect(Object.values(answered)).toEqual(said);
  });

  it('have it typed where one of them deletes, though others do not', async () => {
    const { answered } = await run({ '--yes': '2 labs' }, { ann: confirm, bob: type });
    expect(answered).toEqual({ ann: true, bob: 'bob' });
  });

  it('ask nothing where none of them has anything to ask', async () => {
    const { questions, end } = await run(undefined, { ann: pass, bob: pass });
    expect([questions, end]).toEqual([[], 'done']);
  });

  it('fail as one where nobody can be asked', async () => {
    const { end, results } = await run(undefined, { ann: confirm, bob: pass });
    expect(end).toEqual(new Error('nobody answers: Carry out the plans of 1 lab?'));
    expect(results).toHaveLength(2);
  });

  it('have other questions asked as they are', async () => {
    const other = (ui: Ui) => ui.ask({ message: 'MFA code', flag: '--code' });
    expect((await run({ '--code': '123' }, { ann: other })).answered).toEqual({ ann: '123' });
  });

  it('give their place to others while they wait for the answer, and are worked on so many at once', async () => {
    let [busy, most] = [0, 0];
    const work = async (ui: Ui) => {
      const answer = await confirm(ui);
      busy += 1;
      most = Math.max(most, busy);
      await new Promise(setImmediate);
      busy -= 1;
      return answer;
    };
    const { answered } = await run({ '--yes': true }, { ann: work, bob: work, cid: work }, 1);
    expect([answered, most]).toEqual([{ ann: true, bob: true, cid: true }, 1]);
  });

  it('say which they are in all that they tell', async () => {
    const tells = (ui: Ui) => {
      ui.emit({ type: 'notice', level: 'info', message: 'here' });
      return Promise.resolve();
    };
    const { events } = await run(undefined, { ann: tells });
    expect(events).toEqual([
      { type: 'labs', command: 'init', labs: ['ann'] },
      { type: 'lab-started', lab: 'ann' },
      { type: 'notice', level: 'info', message: 'here', lab: 'ann' },
      { type: 'lab-finished', ...ended('ann') },
    ]);
  });
});

describe('how the labs of a class ended', () => {
  it('is told in the order of the run, with what is needed of it; one that has not was interrupted', () => {
    const ledger = new Ledger(['ann', 'bob', 'cid']);
    const error = { code: 'x', message: 'y', hints: [] } as unknown as NonNullable<LabResult['error']>;
    const left = { account: 'tools', accountId: '1', kind: 'bucket', name: 'b', reason: 'r', expected: false } as const;
    ledger.enter(ended('cid', { seconds: 0, leftovers: [{ ...left, expected: true }], people: [] }));
    ledger.enter(ended('ann', { status: 'failed', exitCode: 4, error, stacks: [], leftovers: [left] }));
    expect(ledger.labs).toEqual([
      { lab: 'ann', status: 'failed', exitCode: 4, error, stacks: [], leftovers: [left] },
      { lab: 'bob', status: 'interrupted', exitCode: 130 },
      { lab: 'cid', status: 'succeeded', exitCode: 0, people: [], seconds: 0 },
    ]);
    const brief = new Ledger(['ann']);
    brief.enter(ended('ann'));
    expect(brief.labs).toStrictEqual([{ lab: 'ann', status: 'succeeded', exitCode: 0 }]);
  });

  it('leaves what was made in the order of the labs, or as it was made in a single one', () => {
    const made = new Map([
      ['bob', [3]],
      ['ann', [1, 2]],
    ]);
    const labs = ['ann', 'none', 'bob'].map((lab) => ({ lab, status: 'succeeded', exitCode: 0 }) as const);
    expect(inOrderOfLabs({ command: 'x', status: 'succeeded', labs }, made)).toEqual([1, 2, 3]);
    expect(inOrderOfLabs({ command: 'x', status: 'succeeded' }, made)).toEqual([3, 1, 2]);
  });
});
