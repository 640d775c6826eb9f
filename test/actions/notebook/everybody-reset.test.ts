import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { resetNotebooks } from '../../../src/actions/notebook/everybody/reset.ts';
import { LabError } from '../../../src/errors.ts';
import type { LabEvent } from '../../../src/events.ts';
import type { RuntimeResource } from '../../../src/lab/runtime-resources.ts';
import type { OthersLaunch } from '../../../src/ports/account-notebooks.ts';
import { LAB, UNATTENDED } from '../../support/rehearsal.ts';
import { catalogStage, inTurn, PARTS } from './catalog.ts';
import { NOTEBOOK, of, STACK, withReleases } from './everybody.ts';
import { notices } from './stage.ts';

describe('a reset', () => {
  const ATTENDED = { ...UNATTENDED, yes: false };
  const NONE: OthersLaunch[] = [];
  const plan = (events: readonly LabEvent[]) => events.find((event) => event.type === 'teardown-plan');

  it('ends what there is, once it was shown, and leaves nothing', async () => {
    const content = inTurn({ versions: 1, bytes: 1, complete: true });
    const stage = catalogStage({ list: inTurn([of('ada', 'a')], NONE), content });
    expect(await resetNotebooks(stage.context, UNATTENDED)).toEqual({
      command: 'notebook',
      status: 'succeeded',
      leftovers: [],
    });
    expect(plan(stage.events)).toMatchObject({
      command: 'notebook',
      items: [{ name: 'a' }, { name: 'b' }],
      notebooks: { notebooks: 1 },
    });
    expect(stage.changes).toEqual(['stop nb', 'empty b', 'terminate a']);
    expect(stage.questions).toEqual([]);
  });

  it('has nothing to do where there are none, and nothing is at stake then', async () => {
    const stage = catalogStage({ list: inTurn(NONE) });
    expect(await resetNotebooks(stage.context, ATTENDED)).toEqual({ command: 'notebook', status: 'unchanged' });
    expect(plan(stage.events)).toEqual({ type: 'teardown-plan', command: 'notebook', items: [] });
    expect(stage.questions).toEqual([]);
  });

  it('as a dry run says how it is done in earnest', async () => {
    const stage = catalogStage();
    expect(await resetNotebooks(stage.context, { ...ATTENDED, dryRun: true })).toEqual({
      command: 'notebook',
      status: 'succeeded',
      next: [{ say: 'do it', command: 'without --dry-run' }],
    });
    expect([stage.changes, stage.questions]).toEqual([[], []]);
  });

  it.each([true, false])('asks first: %j', async (confirms) => {
    const stage = catalogStage({ list: inTurn([of('ada', 'a')], NONE) }, { confirms });
    const { status } = await resetNotebooks(stage.context, ATTENDED);
    expect([status, stage.changes.length > 0]).toEqual(confirms ? ['succeeded', true] : ['declined', false]);
    expect(stage.questions).toHaveLength(1);
  });

  it('is of one person, with what that one made', async () => {
    const run = (name: string): RuntimeResource => ({ kind: 'training job', name, detail: 'Completed' });
    const all = [of('ada', 'a', { stack: STACK }), of('bob', 'b')];
    const parts = inTurn({ parameters: {}, outputs: {} });
    const stage = catalogStage({ list: inTurn(all, all.slice(1)), parts });
    const runs = [run(`${NOTEBOOK}-1`), run('mlops-lab--nb-99999999-1')];
    const { context } = withReleases(stage, runs);
    expect(await resetNotebooks(context, UNATTENDED, { owner: 'ada' })).toMatchObject({
      status: 'succeeded',
      leftovers: [],
    });
    const planned = plan(stage.events);
    expect(planned && 'items' in planned && planned.items.map(({ name }) => name)).toEqual(['a', `${NOTEBOOK}-1`]);
    expect(stage.changes).toEqual([`delete ${NOTEBOOK}-1`, 'terminate a']);
  });

  it('sweeps what is left of notebooks that are gone', async () => {
    const run: RuntimeResource = { kind: 'training job', name: `${NOTEBOOK}-1`, detail: 'Completed' };
    const stage = catalogStage({ list: inTurn(NONE) });
    expect(await resetNotebooks(withReleases(stage, [run]).context, UNATTENDED)).toMatchObject({ status: 'succeeded' });
    expect(stage.changes).toEqual([`delete ${NOTEBOOK}-1`]);
  });

  it('tells what could not be ended and what was launched meanwhile, with what mends it', async () => {
    const refused = new LabError({ code: 'aws-error', message: 'no', hint: 'mend it' });
    const stage = catalogStage({
      list: inTurn([of('ada', 'a')], [of('ada', 'a'), of('bob', 'new')]),
      terminate: () => Promise.reject(refused),
    });
    const outcome = await resetNotebooks(stage.context, UNATTENDED);
    const left = (name: string, reason: string) => ({
      account: 'datascience',
      accountId: LAB.accounts.datascience.id,
      kind: 'provisioned product',
      name,
      reason,
      expected: false,
    });
    expect(outcome).toMatchObject({
      status: 'failed',
      leftovers: [left('a', 'no'), left('new', 'launched meanwhile')],
      error: { code: 'leftovers', message: '2 notebooks are left', hints: [{ say: 'mend it' }, { command: 'again' }] },
    });
    const one = catalogStage({ list: inTurn([of('ada', 'a')]) });
    expect((await resetNotebooks(one.context, UNATTENDED)).error?.message).toBe('1 notebook is left');
  });

  it('warns of a session that ends too early', async () => {
    const stage = catalogStage({ list: inTurn([of('ada', 'a')], NONE) });
    const { cloud, clock } = stage.context;
    const session = () => Promise.resolve(new Date(clock.now() + 60_000));
    const context = { ...stage.context, cloud: { ...cloud, datascience: { ...cloud.datascience, session } } };
    await resetNotebooks(context, UNATTENDED);
    expect(notices(stage)).toContain('the session in the Data Scientist account 222222222222 ends in 1 minutes');
  });

  it('that keeps data names the buckets that stay', async () => {
    const stage = catalogStage({
      list: inTurn([of('ada', 'a')], NONE),
      content: inTurn({ versions: 1, bytes: 1, complete: true }),
      parts: inTurn({ ...PARTS, bucket: `${NOTEBOOK}-222222222222-us-east-1` }),
    });
    const { cloud } = stage.context;
    const bucket = {
      account: 'datascience',
      accountId: LAB.accounts.datascience.id,
      kind: 'bucket',
      name: `${NOTEBOOK}-222222222222-us-east-1`,
      reason: 'x',
      expected: false,
    };
    const remains = (leftovers: readonly object[]) => ({
      leftovers: () => Promise.resolve({ leftovers, lookAlikes: [] }),
    });
    const context = {
      ...stage.context,
      cloud: {
        tools: { ...cloud.tools, ...remains([]) },
        datascience: { ...cloud.datascience, ...remains([bucket, { ...bucket, name: 'another' }]) },
        staging: remains([]),
      },
    } as unknown as ActionContext;
    const { status, leftovers } = await resetNotebooks(context, UNATTENDED, { keepData: true });
    expect([status, leftovers?.map(({ name, kept }) => [name, kept])]).toEqual(['succeeded', [[bucket.name, true]]]);
    expect(stage.changes).not.toContain(`empty ${bucket.name}`);
    expect(plan(stage.events)).toMatchObject({ items: [{ name: 'a' }], notebooks: { bucketsStay: true } });
  });
});
