import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { courseUnsaid, unsaidCourse } from '../../src/actions/course-said.ts';
import { foreignStack, ownStack, refuseForeign } from '../../src/actions/foreign.ts';
import { expectPerson, tellIfNobody } from '../../src/actions/person.ts';
import { reachDataScience } from '../../src/actions/reach-data-science.ts';
import { freshSession, warnOfShortSessions } from '../../src/actions/sessions.ts';
import { verifyAccounts } from '../../src/actions/verify-accounts.ts';
import { LabError } from '../../src/errors.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../src/lab/accounts.ts';
import { fakeContext, stackOf, type Faked } from '../support/fake-context.ts';
import { LAB } from '../support/lab.ts';
import { inWords } from '../support/steps.ts';

const MINUTE = 60_000;
const denied = new LabError({ code: 'access-denied', message: 'no', hint: 'mend it' });

const userIn = (account: string, name = 'ada') => ({
  identity: () => Promise.resolve({ account, arn: `arn:aws:iam::${account}:user/${name}` }),
});
const all = (make: (role: AccountRole) => Faked) => ({
  ...{ tools: make('tools'), datascience: make('datascience'), staging: make('staging') },
});

describe('the accounts of a lab', () => {
  it('are told in their order, whoever answers first', async () => {
    const { context, events } = fakeContext(all((role) => userIn(LAB.accounts[role].id)));
    await verifyAccounts(context, ACCOUNT_ROLES);
    expect(events).toEqual(
      ACCOUNT_ROLES.map((account) => {
        const { id } = LAB.accounts[account];
        return { type: 'account', account, accountId: id, principal: `arn:aws:iam::${id}:user/ada` };
      }),
    );
  });

  it('are refused where credentials lead elsewhere, with the first reason, once those that are right are told', async () => {
    const wrong = { identity: () => Promise.reject(denied) };
    const { context, events } = fakeContext({
      ...all((role) => userIn(LAB.accounts[role].id)),
      datascience: userIn('9', 'eve'),
      staging: wrong,
    });
    const refusal = await verifyAccounts(context, ACCOUNT_ROLES).catch((error: unknown) => error as LabError);
    expect(refusal).toMatchObject({ code: 'wrong-account', exitCode: 3 });
    expect((refusal as LabError).message).toBe(
      'the credentials for the Data Scientist account lead to account 9 (arn:aws:iam::9:user/eve), not to 222222222222',
    );
    expect(events).toHaveLength(1);
    await expect(verifyAccounts(context, ['staging'])).rejects.toBe(denied);
  });
});

describe('the account of the data scientists', () => {
  const reach = (find: () => Promise<ReturnType<typeof stackOf> | undefined>, account = LAB.accounts.datascience.id) =>
    reachDataScience(fakeContext({ datascience: { ...userIn(account), stacks: { find } } }).context);

  it('is reached where the lab stands, or nothing, or nobody may see', async () => {
    await reach(() => Promise.resolve(stackOf()));
    await reach(() => Promise.resolve(undefined));
    await reach(() => Promise.reject(denied));
  });

  it("is refused where it is another one, holds somebody else's lab or answers otherwise", async () => {
    const find = () => Promise.resolve(undefined);
    await expect(reach(find, '9')).rejects.toMatchObject({ code: 'wrong-account' });
    await expect(reach(() => Promise.resolve(stackOf({ tags: {} })))).rejects.toMatchObject({ code: 'foreign-stack' });
    const other = new LabError({ code: 'aws-error', message: 'slow down', hint: 'wait' });
    await expect(reach(() => Promise.reject(other))).rejects.toBe(other);
    await expect(reach(() => Promise.reject(new TypeError('a mistake')))).rejects.toThrow('a mistake');
  });
});

describe('a stack with a name of the lab', () => {
  const { context } = fakeContext();
  const strange = stackOf({ name: 'LabStagingAccountSetup', tags: {} });
  const message = 'stack LabStagingAccountSetup exists, and mlops-lab did not make it (account 333333333333)';

  it("is the lab's, or told with its account", () => {
    expect(foreignStack(context, 'staging', stackOf())).toBeUndefined();
    expect(foreignStack(context, 'staging', stackOf({ status: 'ROLLBACK_COMPLETE' }))).toBeUndefined();
    expect(foreignStack(context, 'staging', strange)).toMatchObject({ message });
  });

  it('is refused among others', () => {
    expect(() => {
      refuseForeign(context, { prerequisites: stackOf(), network: stackOf() });
    }).not.toThrow();
    const refuse = () => {
      refuseForeign(context, { prerequisites: stackOf(), staging: strange });
    };
    expect(refuse).toThrow(expect.objectContaining({ code: 'foreign-stack', message }) as Error);
    expect(refuse).toThrow(LabError);
  });

  it('is found by its name in its account, and only where it is the lab’s', async () => {
    const asked: string[] = [];
    const finding = (stack: ReturnType<typeof stackOf> | undefined) => {
      const find = (name: string) => Promise.resolve((asked.push(name), stack));
      return fakeContext({ staging: { stacks: { find } } }).context;
    };
    expect(await ownStack(finding(stackOf()), 'staging')).toEqual(stackOf());
    expect(await ownStack(finding(undefined), 'staging')).toBeUndefined();
    await expect(ownStack(finding(strange), 'staging')).rejects.toMatchObject({ code: 'foreign-stack', message });
    expect(asked).toEqual(Array.from({ length: 3 }, () => 'LabStagingAccountSetup'));
  });
});

describe('the course that a lab teaches', () => {
  const key = (name: string) => ({ parameters: { CourseKey: `courses/${name}/1/course.json` } });
  const chosen = (path: string) => fakeContext({}, { settings: [{ path, value: 'x', where: 'here' }] }).context;

  it.each<[string, ActionContext, Parameters<typeof unsaidCourse>[1], string | undefined]>([
    ['another than the usual one', fakeContext().context, key('titanic'), 'titanic'],
    ['the usual one', fakeContext().context, key('penguins'), undefined],
    ['nothing, since nothing stands', fakeContext().context, undefined, undefined],
    ['nothing, by a pipeline without courses', fakeContext().context, { parameters: {} }, undefined],
    ['what a setting says', chosen('course'), key('titanic'), undefined],
    ['another one, and other settings say other things', chosen('region'), key('titanic'), 'titanic'],
  ])('is %s', (_, context, pipeline, unsaid) => {
    expect(unsaidCourse(context, pipeline)).toBe(unsaid);
  });

  it('is told with how to name it, or how to change it', () => {
    const { code, message, hints } = courseUnsaid('titanic', 'it would change', '; or not');
    expect([code, message]).toEqual([
      'course-unsaid',
      'the lab teaches the course titanic, and no setting says so; it would change',
    ]);
    expect(inWords(hints)).toMatch(/--course titanic, .* if it is your own; or not$/);
    expect(inWords(courseUnsaid('titanic', '').hints)).toMatch(/if it is your own$/);
  });
});

describe('somebody named with --as', () => {
  const PEOPLE = [{ name: 'Ada Lovelace', email: 'ada@example.com' }, { name: 'Bob' }];
  const meet = (as: string | undefined, people = PEOPLE) => {
    const { context, notices } = fakeContext({}, { people, ...(as !== undefined && { as }) });
    expectPerson(context);
    return notices();
  };

  it('is one of those whom the settings know, or is told of as unknown', () => {
    expect(meet(undefined)).toEqual([]);
    expect(meet('ada.lovelace')).toEqual([]);
    expect(meet('Mallory', [])).toEqual([]);
    expect(meet('Mallory')).toEqual(['warning: the settings name nobody called Mallory']);
    expect(meet('Bobb')).toEqual(['warning: the settings name nobody called Bobb; did you mean Bob?']);
    expect(meet('eda@example.com')[0]).toMatch(/did you mean ada@example\.com\?$/);
  });

  it('is refused by a name that AWS would not take', () => {
    const refusal = (as: string) => {
      try {
        meet(as);
        return undefined;
      } catch (error) {
        return error as LabError;
      }
    };
    expect(refusal('A Lovelace!')).toMatchObject({ code: 'invalid-person', exitCode: 2 });
    expect(refusal('a b')?.message).toBe('--as is "a b", which cannot be the name of a data scientist');
    expect(refusal('x y z')?.hints).toEqual([{ say: 'take 2 to 64 letters, digits and _+=,.@-' }]);
    expect(refusal('Ada Lovelacy')?.hints[0]?.say).toMatch(/; did you mean Ada Lovelace\?$/);
  });

  it('is warned of a name that everybody has', () => {
    const { context, notices } = fakeContext();
    tellIfNobody(context, 'ada');
    expect(notices()).toEqual([]);
    tellIfNobody(context, 'mlops-lab-lab');
    expect(notices()).toEqual([
      'warning: your name is mlops-lab-lab, as it is for everybody who signs in this way; --as NAME tells people apart',
    ]);
  });
});

describe('a session', () => {
  const START = Date.UTC(2026, 0, 5);

  it('is asked for the longest operation', async () => {
    const asked: number[] = [];
    const { context } = fakeContext({
      staging: { session: (milliseconds) => Promise.resolve(void asked.push(milliseconds)) },
    });
    await freshSession(context, 'staging');
    expect(asked).toEqual([45 * MINUTE]);
  });

  it.each<[string, number | undefined, string | undefined]>([
    ['never ends', undefined, undefined],
    ['ends late enough', 45 * MINUTE, undefined],
    ['ends a moment too early', 45 * MINUTE - 1, '44'],
    ['ended', -5 * MINUTE, '0'],
  ])('that %s is warned of: %j milliseconds', async (_, left, minutes) => {
    const session = () => Promise.resolve(left === undefined ? undefined : new Date(START + left));
    const { context, notices } = fakeContext(all(() => ({ session })));
    await warnOfShortSessions(context, ['tools', 'datascience']);
    const warned = (title: string, id: string) =>
      expect.stringMatching(
        new RegExp(`^warning: the session in the ${title} account ${id} ends in ${minutes ?? ''} minutes, `),
      ) as string;
    expect(notices()).toEqual(
      minutes === undefined ? [] : [warned('Tools', '111111111111'), warned('Data Scientist', '222222222222')],
    );
  });
});
