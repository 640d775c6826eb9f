import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { explained, isThereToStay, type Causes } from '../../../src/actions/teardown/explain.ts';
import { Failures } from '../../../src/actions/teardown/failures.ts';
import type { Doomed } from '../../../src/actions/teardown/read.ts';
import { going, stayingStacks } from '../../../src/actions/teardown/staying.ts';
import { LabError } from '../../../src/errors.ts';
import type { Leftover } from '../../../src/events.ts';
import { ACCOUNT_ROLES } from '../../../src/lab/accounts.ts';
import { STACK_IDS, type StackId } from '../../../src/lab/stacks.ts';
import { inWords, shown } from '../../support/steps.ts';

const DOOMED = {
  accounts: ACCOUNT_ROLES,
  stacks: STACK_IDS.map((id) => ({ id, stack: { name: `stack-${id}` } })),
  releases: [{ account: 'tools' }, { account: 'staging' }],
  notebooks: ['n'],
  loose: [{ account: 'tools' }, { account: 'datascience' }],
} as unknown as Doomed;

const blocked = (keeps?: StackId) => ({
  what: `${keeps ?? 'nothing'} is protected`,
  remedy: [{ say: 'mend it' }],
  keeps,
});
const ordinary = (message: string) => new LabError({ code: 'stack-failed', message, hint: 'mend it' });
const fatal = new LabError({ code: 'wrong-account', message: 'no credentials', hint: 'sign in' });

describe('what goes wrong in a teardown', () => {
  it('keeps the stacks that it is about, and lets everything else go on', async () => {
    const failures = new Failures();
    await failures.keeping(['network', 'staging'], () => Promise.reject(ordinary('one')));
    await failures.keeping(['network', 'catalog'], () => Promise.reject(ordinary('two')));
    await failures.keeping(['pipeline'], () => Promise.resolve());
    expect(failures.first?.message).toBe('one');
    const said = STACK_IDS.map((id) => failures.of(id)?.message);
    expect(said).toEqual([undefined, 'one', 'one', 'two', undefined, undefined]);
    expect(() => {
      failures.throwIfFatal();
    }).not.toThrow();
  });

  it('is told to whoever waits for the stack, which nobody tries again', async () => {
    const failures = new Failures();
    let tried = 0;
    const work = () => {
      tried += 1;
      return Promise.reject(ordinary('stuck'));
    };
    for (let time = 0; time < 2; time += 1) await expect(failures.deleting('network', work)).rejects.toThrow('stuck');
    await failures.deleting('staging', () => Promise.resolve());
    expect(tried).toBe(1);
  });

  it.each([
    ['no credentials', fatal],
    ['an interruption', new LabError({ code: 'interrupted', message: 'stop', hint: 'again' })],
    ['a mistake of ours', new TypeError('no such thing')],
  ])('ends it where nothing else can succeed: %s', async (_, error) => {
    const failures = new Failures();
    await expect(failures.keeping(['network'], () => Promise.reject(error))).rejects.toBe(error);
    await expect(failures.keeping(['network'], () => Promise.reject(fatal))).rejects.toBe(fatal);
    expect([failures.first, failures.of('network')]).toEqual([undefined, undefined]);
    expect(() => {
      failures.throwIfFatal();
    }).toThrow(error);
  });
});

describe('stacks that stay', () => {
  it('are those that something keeps, and all that these need', () => {
    const staying = stayingStacks(DOOMED, [blocked('selfService'), blocked()], ACCOUNT_ROLES);
    expect([...staying.keys()].sort()).toEqual(['catalog', 'prerequisites', 'selfService']);
    expect(staying.get('selfService')).toEqual([blocked('selfService')]);
    expect(staying.get('catalog')).toEqual([{ what: 'stack stack-selfService needs it', remedy: [] }]);
    expect(staying.get('prerequisites')?.map(({ what }) => what)).toContain('stack stack-selfService needs it');
  });

  it('are those of other accounts, which are to be cleared first where they need some', () => {
    const staying = stayingStacks(DOOMED, [], ['tools']);
    expect([...staying.keys()].sort()).toEqual(['catalog', 'network', 'prerequisites', 'selfService', 'staging']);
    expect(staying.get('network')).toEqual([]);
    const [reason] = staying.get('catalog') ?? [];
    expect(inWords(reason?.remedy ?? [])).toBe(
      'end what is in that account first: mlops-lab teardown --only datascience',
    );
  });

  it('are none where nothing keeps any', () => {
    expect(stayingStacks(DOOMED, [], ACCOUNT_ROLES).size).toBe(0);
  });

  it('leave what their pipeline makes again', () => {
    const kept = going(DOOMED, stayingStacks(DOOMED, [blocked('pipeline')], ACCOUNT_ROLES), ACCOUNT_ROLES);
    expect(kept.accounts).toEqual(['datascience']);
    expect(kept.stacks.map(({ id }) => id)).toEqual(['network', 'catalog', 'selfService']);
    expect([kept.releases, kept.notebooks, kept.loose]).toEqual([[], ['n'], DOOMED.loose]);
    const ofTools = going(DOOMED, stayingStacks(DOOMED, [], ['tools']), ['tools']);
    expect(ofTools).toMatchObject({ accounts: ['tools'], notebooks: [] });
    expect([ofTools.releases, ofTools.loose]).toEqual([[{ account: 'tools' }], [{ account: 'tools' }]]);
    expect(ofTools.stacks.map(({ id }) => id)).toEqual(['pipeline']);
  });
});

describe('what is left', () => {
  const context = { showSteps: shown } as unknown as ActionContext;
  const left = (more: Partial<Leftover>): Leftover => ({
    ...{ account: 'tools', accountId: '1', kind: 'bucket', name: 'b', reason: 'is there', expected: false },
    ...more,
  });

  async function causes(more: Partial<Causes> = {}): Promise<Causes> {
    const failures = new Failures();
    await failures.keeping(['network'], () => Promise.reject(ordinary('it failed')));
    const staying = new Map([
      ['catalog', [blocked('catalog'), blocked('pipeline')]],
      ['staging', []],
    ] as const) as unknown as Causes['staying'];
    const loose = { error: () => undefined } as unknown as Causes['loose'];
    return { doomed: DOOMED, staying, failures, loose, kept: () => undefined, ...more };
  }

  it.each<[string, Partial<Leftover>, string, string | undefined]>([
    ['a thing', {}, 'is there', undefined],
    ['a stack that failed', { kind: 'stack', name: 'stack-network', account: 'datascience' }, 'it failed', 'mend it'],
    [
      'a stack that something keeps',
      { kind: 'stack', name: 'stack-catalog' },
      'catalog is protected; pipeline is protected',
      'mend it\nmend it',
    ],
    [
      'a stack that stays by choice',
      { kind: 'stack', name: 'stack-staging', account: 'staging' },
      'is there',
      undefined,
    ],
    ['a stack of the same name elsewhere', { kind: 'stack', name: 'stack-network' }, 'is there', undefined],
    ['a thing that is called like a stack', { name: 'stack-catalog' }, 'is there', undefined],
  ])('says why, and what mends it: %s', async (_, more, reason, remedy) => {
    const [told] = explained(context, [left(more)], await causes());
    expect(told?.reason).toBe(reason);
    expect(told?.next && inWords(told.next)).toBe(remedy);
  });

  it('says why it could not be deleted', async () => {
    const loose = { error: () => ordinary('in use') } as unknown as Causes['loose'];
    const [told] = explained(context, [left({})], await causes({ loose }));
    expect(told).toMatchObject({ reason: 'in use', next: [{ say: 'mend it' }] });
  });

  it('is kept by choice, and stands by itself where there is something to fetch', async () => {
    const part = left({ within: 'stack-catalog', deletedOn: '2026-01-12' });
    const kept = (remedy: { say: string }[]) => async () => {
      const [told] = explained(context, [part], await causes({ kept: () => ({ reason: 'kept', remedy }) }));
      return told;
    };
    expect(await kept([])()).toEqual({
      ...left({ within: 'stack-catalog' }),
      reason: 'kept',
      kept: true,
      expected: true,
    });
    expect(await kept([{ say: 'fetch it' }])()).toEqual({
      ...left({}),
      reason: 'kept',
      kept: true,
      expected: true,
      next: [{ say: 'fetch it' }],
    });
  });

  it('does not go by waiting where it is a stack that stays or failed, or in one', async () => {
    const known = await causes();
    const stays = (more: Partial<Leftover>) => isThereToStay(left(more), known);
    expect([
      stays({ kind: 'stack', name: 'stack-catalog' }),
      stays({ kind: 'stack', name: 'stack-network' }),
      stays({ within: 'stack-staging' }),
      stays({ kind: 'stack', name: 'stack-pipeline' }),
      stays({ within: 'stack-pipeline' }),
      stays({ name: 'stack-catalog' }),
    ]).toEqual([true, true, true, false, false, false]);
  });
});
