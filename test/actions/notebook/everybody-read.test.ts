import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { listEverybodys } from '../../../src/actions/notebook/everybody/list.ts';
import {
  isOfAny,
  keepingBucket,
  readDoomedNotebooks,
  readNotebook,
  readNotebooks,
  readNotebooksNamed,
  type DoomedNotebook,
} from '../../../src/actions/notebook/everybody/read.ts';
import type { RuntimeResource } from '../../../src/lab/runtime-resources.ts';
import type { OthersLaunch } from '../../../src/ports/account-notebooks.ts';
import { LAB } from '../../support/rehearsal.ts';
import { catalogStage, inTurn, is, MINE, PARTS, type Answers, type CatalogStage } from './catalog.ts';
import { NOTEBOOK, of, PEOPLE, STACK, withReleases } from './everybody.ts';

const CLASS = [of('bob', 'z'), of('ada@example.com', 'c'), of('Ada.Lovelace', 'b'), of('bob', 'a')];

const asClass = (stage: CatalogStage): ActionContext => ({ ...stage.context, people: PEOPLE });

const names = (notebooks: readonly DoomedNotebook[]) => notebooks.map(({ launched }) => launched.name);

describe('the notebooks of everybody', () => {
  it('are in the order of their owners and names', async () => {
    const { context } = catalogStage({ list: inTurn(CLASS) });
    expect(names(await readNotebooks(context))).toEqual(['b', 'c', 'a', 'z']);
  });

  it.each([
    ['Ada Lovelace', ['b', 'c']],
    ['ada@example.com', ['b', 'c']],
    ['bob', ['a', 'z']],
    ['eve', []],
  ])('are those of one person by whichever name: %s', async (owner, expected) => {
    const context = asClass(
      catalogStage({ list: inTurn(CLASS.map((each) => ({ ...each, owner: each.owner ?? '' }))) }),
    );
    const found = names(await readNotebooks({ ...context, people: [PEOPLE[0] ?? expect.fail()] }, owner));
    expect(found).toEqual(expected);
  });

  it.each<[string, string[], OthersLaunch[]]>([
    ['Bobb', [], CLASS.slice(1, 2)],
    ['eve', ['warning: nobody called eve has a notebook here'], []],
    ['bop', ['warning: nobody called bop has a notebook here; did you mean bob?'], CLASS],
    [
      'somebody',
      [
        'warning: nobody called somebody has a notebook here; those who have are ' +
          'p0, p1, p10, p2, p3, p4, p5, p6, p7, p8 and 1 more',
      ],
      Array.from({ length: 22 }, (_, at) => of(`p${String(at % 11)}`, 'x')),
    ],
  ])('are said to be of others where a name is nobody’s: %s', async (owner, told, launches) => {
    const stage = catalogStage({ list: inTurn(launches) });
    const people = [...PEOPLE, { name: 'Bobb' }];
    expect(await readNotebooksNamed({ ...stage.context, people }, owner)).toEqual([]);
    const said = stage.events.map((event) => event.type === 'notice' && `${event.level}: ${event.message}`);
    expect(said).toEqual(told);
  });

  it('are not said to be of others where there are some, or all are meant', async () => {
    const stage = catalogStage({ list: inTurn(CLASS) });
    expect(await readNotebooksNamed(asClass(stage), 'bob')).toHaveLength(0);
    const some = catalogStage({ list: inTurn([of('eve', 'a')]) });
    expect(await readNotebooksNamed(asClass(some), 'eve')).toHaveLength(1);
    const none = catalogStage({ list: inTurn<OthersLaunch[]>([]) });
    expect(await readNotebooksNamed(asClass(none))).toEqual([]);
    expect([...stage.events, ...some.events, ...none.events]).toEqual([]);
  });

  it('are listed with whose they are and since when', async () => {
    const launches = [of('ada', 'a', { launchedAt: '2026-01-05T09:00:00.000Z' }), of('bob', 'b')];
    const stage = catalogStage({ list: inTurn(launches) });
    const outcome = await listEverybodys(stage.context);
    expect(outcome).toMatchObject({ command: 'notebook', status: 'succeeded' });
    expect(outcome.notebooks?.map(({ name, owner, launchedAt }) => [name, owner, launchedAt])).toEqual([
      ['a', 'ada', '2026-01-05T09:00:00.000Z'],
      ['b', 'bob', undefined],
    ]);
    expect(stage.events).toMatchObject([{ type: 'account', account: 'datascience' }]);
    expect((await listEverybodys(catalogStage({ list: inTurn(launches) }).context, 'bob')).notebooks).toHaveLength(1);
  });
});

describe('a notebook as it stands', () => {
  const read = async (answers: Answers, found: OthersLaunch = of('ada', 'a', { stack: STACK }), stack?: string) => {
    const { context } = catalogStage(answers);
    const { cloud } = context;
    const find = () => Promise.resolve(stack === undefined ? undefined : { id: stack });
    const stacks = { ...cloud.datascience.stacks, find } as unknown as typeof cloud.datascience.stacks;
    const datascience = { ...cloud.datascience, stacks };
    const notebooks = await datascience.notebooks(LAB);
    return readNotebook({ ...context, cloud: { ...cloud, datascience } }, notebooks, found);
  };
  const CONTENT = { versions: 1, bytes: 2, complete: true };

  it('has its parts, what it does and what it holds', async () => {
    const content = inTurn(CONTENT);
    expect(await read({ content, state: inTurn(is('Stopped')) })).toEqual({
      launched: of('ada', 'a', { stack: STACK }),
      owner: 'ada',
      parts: PARTS,
      state: is('Stopped'),
      content: CONTENT,
      instance: NOTEBOOK,
    });
  });

  it('has the id of its stack, by which that is found after its end', async () => {
    expect((await read({}, of('ada', 'a', { stack: 'SC-1' }), STACK)).launched.stack).toBe(STACK);
    expect((await read({}, of('ada', 'a', { stack: 'SC-1' }))).launched.stack).toBe('SC-1');
  });

  it('has no bucket that is gone', async () => {
    expect((await read({})).parts).toEqual({ notebook: 'nb', parameters: {}, outputs: {} });
  });

  it('has nothing of what was not made', async () => {
    const found = await read(
      { parts: inTurn({ parameters: {}, outputs: {} }), content: inTurn(CONTENT), state: inTurn(is('Stopped')) },
      of('ada', 'a'),
    );
    expect([found.state, found.content, found.instance]).toEqual([undefined, undefined, undefined]);
    expect((await read({}, of('ada', 'a'))).instance).toBe('nb');
  });

  it('is of whoever launched it, or for whom it says that it is', async () => {
    const parts = inTurn({ ...PARTS, parameters: { Owner: 'bob' } });
    expect((await read({ parts }, of(undefined, 'a'))).owner).toBe('bob');
    expect((await read({ parts }, of('ada', 'a'))).owner).toBe('ada');
    expect((await read({}, of(undefined, 'a'))).owner).toBe('nobody known');
  });
});

describe('what notebooks made', () => {
  const run = (name: string): RuntimeResource => ({ kind: 'training job', name, detail: 'Completed' });
  const RUNS = [run(`${NOTEBOOK}-1`), run('mlops-lab--nb-99999999-1')];

  it('is of all of them, or of those of one person', async () => {
    const launches = [of('ada', 'a', { stack: STACK }), of('bob', 'b')];
    const { context } = withReleases(
      catalogStage({ list: inTurn(launches), parts: inTurn({ parameters: {}, outputs: {} }) }),
      RUNS,
    );
    expect((await readDoomedNotebooks(context)).runs).toEqual(RUNS);
    expect((await readDoomedNotebooks(context, 'ada')).runs).toEqual(RUNS.slice(0, 1));
    expect((await readDoomedNotebooks(context, 'eve')).runs).toEqual([]);
  });

  it('bears the name of its notebook', () => {
    const doomed = (instance?: string): DoomedNotebook => ({ launched: MINE, owner: 'ada', parts: PARTS, instance });
    expect(isOfAny([doomed(), doomed(NOTEBOOK)], run(`${NOTEBOOK}-1`))).toBe(true);
    expect(isOfAny([doomed()], run('undefined-1'))).toBe(false);
    expect(isOfAny([], run(`${NOTEBOOK}-1`))).toBe(false);
  });
});

describe('a notebook whose bucket stays', () => {
  const doomed: DoomedNotebook = { launched: MINE, owner: 'ada', parts: PARTS };
  const { bucket: _, ...others } = PARTS;
  const kept = { launched: MINE, owner: 'ada', parts: others, keepsBucket: true };

  it('keeps one with something in it, and leaves one that is empty to CloudFormation', () => {
    const content = (versions: number, complete = true) => ({ content: { versions, bytes: 0, complete } });
    expect(keepingBucket({ ...doomed, ...content(1) })).toEqual({ ...kept, leavesBucket: true });
    expect(keepingBucket({ ...doomed, ...content(0, false) })).toEqual({ ...kept, leavesBucket: true });
    expect(keepingBucket(doomed)).toEqual({ ...kept, leavesBucket: true });
    expect(keepingBucket({ ...doomed, ...content(0) })).toEqual({ ...kept, ...content(0), emptyBucket: 'b' });
    expect(keepingBucket({ ...doomed, parts: others })).toEqual(kept);
  });
});
