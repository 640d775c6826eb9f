import type { Stack } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { credentialsError, LabError } from '../../src/errors.ts';
import type { Following, StackOperationReference } from '../../src/ports/stacks.ts';
import { ID } from './event-lines.ts';
import { watching, type Story } from './watching.ts';

const BEGAN = [0, 'pre-reqs CREATE_IN_PROGRESS ours'] as const;
const CREATING = 'Bucket CREATE_IN_PROGRESS ours';
const DONE = 'pre-reqs CREATE_COMPLETE ours';
/** So that an operation with a token is known from its first event on. */
const OLDER = [0, 'pre-reqs REVIEW_IN_PROGRESS theirs'] as const;

function failing(name: string, message = 'no'): Error {
  return Object.assign(new Error(message), { name });
}

describe('looks at the events of an operation', () => {
  it.each<[string, Story, Following, readonly number[]]>([
    [
      'begin after four seconds, and are rarer the longer nothing is heard, though never more than six seconds apart',
      { events: [OLDER, BEGAN, [25, DONE]] },
      {},
      [4, 7, 10, 13, 17.5, 23.5, 29.5],
    ],
    [
      'are more frequent again once something is heard',
      { events: [OLDER, BEGAN, [20, CREATING], [30, DONE]] },
      {},
      [4, 7, 10, 13, 17.5, 23.5, 26.5, 29.5, 32.5],
    ],
    [
      'come each second once all resources are done',
      { events: [OLDER, BEGAN, [5, CREATING], [8, 'Bucket CREATE_COMPLETE ours'], [12.5, DONE]] },
      {},
      [4, 7, 10, 11, 12, 13],
    ],
    [
      'do not while one of them is under way',
      {
        events: [
          OLDER,
          BEGAN,
          [5, CREATING],
          [5, 'Inner CREATE_IN_PROGRESS ours'],
          [8, 'Bucket CREATE_COMPLETE ours'],
          [12.5, DONE],
        ],
      },
      {},
      [4, 7, 10, 13],
    ],
    [
      'come each second where others wait for it',
      { events: [OLDER, BEGAN, [6.5, DONE]] },
      { awaited: true },
      [4, 5, 6, 7],
    ],
    [
      'leave time for all other stacks that are followed',
      { events: [OLDER, BEGAN, [5, CREATING], [8, 'Bucket CREATE_COMPLETE ours'], [25, DONE]], others: 599 },
      {},
      [9.984, 19.984, 29.984],
    ],
    [
      'leave none where others wait for it',
      { events: [OLDER, BEGAN, [6, DONE]], others: 599 },
      { awaited: true },
      [4, 5, 6],
    ],
  ])('%s', async (_, story, how, times) => {
    const watched = watching(story);
    expect((await watched.follow({}, how)).ended).toBe('CREATE_COMPLETE');
    expect(watched.times()).toEqual(times);
    expect(new Set(watched.told).size).toBe(watched.told.length);
    expect(watched.told.at(-1)).toBe(DONE);
  });

  it('of several stacks are taken in turns, three a second', async () => {
    const watched = watching({ events: [OLDER, BEGAN, [60, DONE]] });
    await Promise.all(Array.from({ length: 60 }, (_, at) => watched.follow({ stackId: `${ID}${String(at)}` })));
    const early = watched.looks.filter(({ at }) => at <= 60);
    expect(early.length).toBeLessThanOrEqual(60 * 3);
    expect(early.length).toBeGreaterThan(40 * 3);
    expect(new Set(early.map(({ id }) => id)).size).toBe(60);
  });

  const orderOf = ({ looks }: ReturnType<typeof watching>) => looks.map(({ id }) => id).slice(0, 3);

  it.each([0, 2])('come first at what others wait for, of all that are due, where one takes %i s', async (reading) => {
    const watched = watching({ events: [OLDER, BEGAN, [12, DONE]], reading });
    await Promise.all([
      watched.follow({ stackId: 'first' }),
      watched.follow({ stackId: 'later' }),
      watched.follow({ stackId: 'awaited' }, { awaited: true }),
    ]);
    expect(orderOf(watched)).toEqual(['first', 'awaited', 'later']);
  });

  it('come in the order in which stacks were followed, where they are due at once', async () => {
    const watched = watching({ events: [OLDER, BEGAN, [3, DONE]] });
    const ids = ['one', 'two', 'three'];
    await Promise.all(ids.map((stackId) => watched.follow({ stackId })));
    expect(orderOf(watched)).toEqual(ids);
  });

  it('read back only to what was read before', async () => {
    const watched = watching({ events: [OLDER, BEGAN, [5, CREATING], [5, DONE]], paged: true });
    await watched.follow();
    expect(watched.times()).toEqual([4, 4, 7, 7, 7]);
    expect(watched.told).toEqual([BEGAN[1], CREATING, DONE]);
  });

  it('begin anew after all had ended', async () => {
    const watched = watching({ events: [OLDER, BEGAN, [3, DONE]], others: 599 });
    const ends = [await watched.follow(), await watched.follow()];
    expect(ends).toEqual([9.984, 19.968].map((at) => ({ ended: 'CREATE_COMPLETE', at })));
  });
});

const THEIRS = [0, 'pre-reqs UPDATE_COMPLETE theirs'] as const;
const TOKENLESS = [0, 'pre-reqs UPDATE_COMPLETE'] as const;
const CHANGED = { StackStatus: 'UPDATE_COMPLETE', ChangeSetId: 'set-1' } as const;
/** The first look after a minute. */
const LATE = 63.75;

describe('an operation of which no event shows', () => {
  it.each<[string, Partial<StackOperationReference>, Story, number]>([
    ['a minute, where the stack rests', {}, { events: [THEIRS], stack: () => CHANGED }, LATE],
    ['a minute to the second', {}, { events: [THEIRS], stack: () => CHANGED, others: 3600 }, 60],
    ['a minute, where there is no stack', {}, { events: [THEIRS] }, LATE],
    [
      'until the stack rests',
      {},
      { events: [THEIRS], stack: (at) => (at < 90 ? { StackStatus: 'UPDATE_IN_PROGRESS' } : CHANGED) },
      93.75,
    ],
    [
      'a minute, where the stack names the change set',
      { changeSet: 'set-1' },
      { events: [THEIRS], stack: () => CHANGED },
      LATE,
    ],
    [
      'until the stack names the change set',
      { changeSet: 'set-2' },
      { events: [THEIRS], stack: (at) => (at < 90 ? CHANGED : { ...CHANGED, ChangeSetId: 'set-2' }) },
      93.75,
    ],
    ['one look, where events have no tokens and the stack is gone', {}, { events: [TOKENLESS] }, 4],
    [
      'one look, where they have none and it is deleted',
      {},
      { events: [TOKENLESS], stack: () => ({ StackStatus: 'DELETE_COMPLETE' }) },
      4,
    ],
    [
      'one look, where they have none and it was the first',
      { isFirst: true },
      { events: [TOKENLESS], stack: () => CHANGED },
      4,
    ],
    [
      'one look, where they have none and the stack names the change set',
      { changeSet: 'set-1' },
      { events: [TOKENLESS], stack: () => CHANGED },
      4,
    ],
    [
      'a minute, where they have none and it rests after an earlier one',
      {},
      { events: [TOKENLESS], stack: () => CHANGED },
      LATE,
    ],
  ])('is followed for %s', async (_, operation, story, at) => {
    expect(await watching(story).follow(operation)).toEqual({ ended: undefined, at });
  });

  it('is given up after an hour and a half, if the stack is under way all the time', async () => {
    const underWay = (): Partial<Stack> => ({ StackStatus: 'CREATE_IN_PROGRESS' });
    const watched = watching({ stack: underWay });
    await expect(watched.follow()).rejects.toMatchObject({
      code: 'stack-silent',
      hints: [{ command: 'again' }],
      message: `stack ${ID} has not begun what it was told to for 90 minutes`,
    });
    expect(watched.times().at(-1)).toBeGreaterThan(90 * 60);
    expect(watched.times().at(-1)).toBeLessThanOrEqual(90 * 60 + 6);
  });
});

it('an operation that falls silent is given up after more than an hour and a half', async () => {
  const watched = watching({ events: [OLDER, BEGAN, [100, CREATING]], others: 3599 });
  await expect(watched.follow()).rejects.toMatchObject({
    code: 'stack-silent',
    message: `stack ${ID} has said nothing new for 90 minutes`,
  });
  const [, heard = 0] = watched.times();
  expect(watched.times().at(-1)).toBe(heard + 91 * 60);
});

describe('looks that fail', () => {
  it.each<[string, number, readonly number[]]>([
    ['are rarer each time, and soon as frequent as before', 31, [4, 10, 30, 60, 72, 84, 90]],
    ['are never more than half a minute apart', 91, [4, 10, 30, 60, 90, 120, 135, 150, 157.5, 163.5]],
  ])('%s', async (_, until, times) => {
    const end = times.at(-1) ?? 0;
    const failure = (at: number) => (at < until ? failing('ServiceUnavailable') : undefined);
    const watched = watching({ events: [OLDER, BEGAN, [end, DONE]], failure });
    expect(await watched.follow()).toEqual({ ended: 'CREATE_COMPLETE', at: end });
    expect(watched.times()).toEqual(times);
  });

  it.each<[string, Story, number]>([
    ['more than a quarter of an hour', {}, 930],
    ['more than a quarter of an hour to the second', { others: 3599 }, 59.984 + 16 * 60],
  ])('are borne for %s', async (_, story, end) => {
    const watched = watching({ ...story, failure: () => failing('ServiceUnavailable', 'unwell') });
    await expect(watched.follow()).rejects.toThrow('unwell');
    expect(watched.times().at(-1)).toBe(end);
  });

  it('are forgiven by one that goes well: they are borne as long again', async () => {
    const failure = (at: number) => (at < 600 || (at > 660 && at < 1260) ? failing('ServiceUnavailable') : undefined);
    const watched = watching({ events: [OLDER, BEGAN, [1300, DONE]], failure });
    expect((await watched.follow()).ended).toBe('CREATE_COMPLETE');
  });

  it('end in an error even where they failed with none', async () => {
    await expect(watching({ failure: () => 'odd' }).follow()).rejects.toEqual(new Error('odd'));
  });

  const absent = failing('ValidationError', 'Stack [x] does not exist');
  it.each<[string, Story, number]>([
    ['soon, where it never was there', { failure: () => absent }, 30],
    ['later, where reads may still lag', { failure: () => absent, others: 900 }, 45],
    [
      'at once, where it was seen before',
      { events: [OLDER, BEGAN], failure: (at) => (at > 4 ? absent : undefined) },
      7,
    ],
  ])('since there is no stack are the end %s', async (_, story, at) => {
    expect(await watching(story).follow()).toEqual({ ended: undefined, at });
  });

  it.each([
    failing('ExpiredToken'),
    failing('InvalidClientTokenId'),
    failing('AccessDeniedException'),
    failing('CredentialsProviderError'),
    failing('UnrecognizedClientException'),
    credentialsError('credentials-expired', 'they have expired', 'sign in'),
  ])('for want of credentials or permission are not repeated: $name', async (error) => {
    const watched = watching({ failure: () => error });
    await expect(watched.follow()).rejects.toBe(error);
    expect(watched.times()).toEqual([4]);
  });

  it('for a reason that may pass are repeated', async () => {
    const passing = new LabError({ code: 'aws-error', message: 'unwell', hint: 'wait' });
    const watched = watching({ events: [OLDER, BEGAN, [9, DONE]], failure: (at) => (at < 5 ? passing : undefined) });
    expect(await watched.follow()).toEqual({ ended: 'CREATE_COMPLETE', at: 10 });
  });

  it('in telling of events are not repeated: they end the following', async () => {
    const watched = watching({ events: [OLDER, BEGAN] });
    const following = watched.follow({}, {}, () => {
      throw new TypeError('cannot draw');
    });
    await expect(following).rejects.toThrow('cannot draw');
    expect(watched.times()).toEqual([4]);
  });
});
