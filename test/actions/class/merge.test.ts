import { describe, expect, it } from 'vitest';
import { mergedOutcome, type PartOfClass } from '../../../src/actions/class/merge.ts';
import { classOutcome } from '../../../src/actions/class/outcome.ts';
import { EXIT } from '../../../src/errors.ts';
import type { LabSummary } from '../../../src/events.ts';
import { inWords } from '../../support/steps.ts';

const summary = (lab: string, status: LabSummary['status'] = 'succeeded', exitCode = 0): LabSummary => ({
  lab,
  status,
  exitCode,
});
const [DONE, SAME, NO] = [summary('ann'), summary('bob', 'unchanged'), summary('cid', 'declined')];
const [FAILED, STOPPED] = [summary('dee', 'failed', 1), summary('eve', 'interrupted', 130)];
const LEFT = summary('fay', 'failed', EXIT.leftovers);

describe('how a command ended in a class', () => {
  it.each<[readonly LabSummary[], string, string | undefined, string | undefined]>([
    [[DONE, SAME], 'succeeded', undefined, undefined],
    [[SAME, SAME], 'unchanged', undefined, undefined],
    [[SAME, NO, DONE], 'declined', undefined, undefined],
    [[NO, FAILED, DONE], 'failed', 'labs-failed', '1 of 3 labs failed: dee'],
    [[STOPPED, FAILED], 'failed', 'labs-failed', '2 of 2 labs failed: eve, dee'],
  ])('is how it ended in its labs: %j', (labs, status, code, message) => {
    const outcome = classOutcome('teardown', labs);
    expect(outcome).toMatchObject({ command: 'teardown', status, labs });
    expect([outcome.error?.code, outcome.error?.message]).toEqual([code, message]);
  });

  it('says of which labs something is left', () => {
    const { error } = classOutcome('teardown', [LEFT, FAILED, DONE]);
    expect([error?.code, error?.message]).toEqual([
      'labs-left',
      '2 of 3 labs failed: fay, dee; something is left of fay',
    ]);
    expect(classOutcome('teardown', [LEFT, DONE]).error?.message).toBe(
      '1 of 2 labs failed: fay; something is left of them',
    );
    expect(inWords(error?.hints ?? [])).toMatch(/^mend what the labs name and run the same command again/);
    expect(error?.hints).toMatchObject([{ command: 'again' }]);
  });
});

describe('the summaries of a run in shards', () => {
  const part = (ended: string, labs: readonly LabSummary[], shard?: PartOfClass['shard']): PartOfClass => ({
    command: 'init',
    ended,
    labs,
    ...(shard && { shard }),
  });

  it('are one, with the labs in the order of the class', () => {
    const [one, two] = [
      part('2026-01-05T10:00:00Z', [summary('a1'), summary('a3'), summary('a5')], { index: 1, of: 2 }),
      part('2026-01-05T09:00:00Z', [summary('a2'), summary('a4')], { index: 2, of: 2 }),
    ];
    for (const parts of [
      [one, two],
      [two, one],
    ]) {
      const { labs, status, command } = mergedOutcome(parts);
      expect(labs?.map(({ lab }) => lab)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
      expect([status, command]).toEqual(['succeeded', 'init']);
    }
  });

  it('count a lab as it ended last, where it stood first', () => {
    const first = part('2026-01-05T09:00:00Z', [summary('a1'), summary('a2', 'failed', 1), summary('a3')]);
    const again = part('2026-01-05T10:00:00Z', [summary('a2')]);
    for (const parts of [
      [first, again],
      [again, first],
    ]) {
      const { labs, status } = mergedOutcome(parts);
      expect([status, labs]).toEqual(['succeeded', [summary('a1'), summary('a2'), summary('a3')]]);
    }
  });

  it('lead to the labs that failed, by name', () => {
    const { error } = mergedOutcome([{ ...part('x', [DONE, FAILED, STOPPED]), command: 'class status' }]);
    expect(inWords(error?.hints ?? [])).toBe(
      'mend what the labs name, and try these again: mlops-lab class status --lab dee eve',
    );
  });

  it.each<[readonly number[], number, string, string]>([
    [[1, 3], 3, 'there is no summary of shard 2/3', '2/3'],
    [[2], 3, 'there is no summary of the shards 1/3, 3/3', '1/3'],
  ])('are not the whole where those of %j of %i are there alone', (indices, of, message, first) => {
    const outcome = mergedOutcome(indices.map((index) => part('x', [DONE], { index, of })));
    expect(outcome).toMatchObject({ status: 'failed', labs: [DONE], error: { code: 'shard-missing', message } });
    expect(inWords(outcome.error?.hints ?? [])).toContain(`--shard ${first},`);
  });

  it('are not the whole either where some are of another number of shards', () => {
    const shards = [
      { index: 1, of: 2 },
      { index: 2, of: 3 },
      { index: 3, of: 3 },
    ];
    expect(mergedOutcome(shards.map((shard) => part('x', [DONE], shard))).error?.message).toBe(
      'there is no summary of the shards 2/2, 1/3',
    );
  });

  it('of whole runs take turns as well', () => {
    const { labs } = mergedOutcome([part('1', [summary('a1'), summary('a3')]), part('2', [summary('a2')])]);
    expect(labs?.map(({ lab }) => lab)).toEqual(['a1', 'a2', 'a3']);
  });

  it('are of one command', () => {
    const other = { ...part('x', [DONE]), command: 'teardown' };
    const mixed = expect.objectContaining({
      code: 'summary-unreadable',
      message: 'the summaries are of different commands, init and teardown',
    }) as Error;
    expect(() => mergedOutcome([part('x', [DONE]), other])).toThrow(mixed);
    expect(() => mergedOutcome([])).toThrow('of different commands, no command and nothing');
  });
});
