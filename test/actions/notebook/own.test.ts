import { describe, expect, it } from 'vitest';
import { listNotebooks } from '../../../src/actions/notebook/list.ts';
import { openNotebook } from '../../../src/actions/notebook/open.ts';
import { powerNotebook } from '../../../src/actions/notebook/power.ts';
import { requireInstance, requireLaunched } from '../../../src/actions/notebook/reach.ts';
import type { NotebookState } from '../../../src/ports/notebooks.ts';
import { LAB, UNATTENDED } from '../../support/rehearsal.ts';
import { inWords, saying } from '../../support/steps.ts';
import { catalogStage, inTurn, is, MINE, PARTS } from './catalog.ts';

const others = (...names: readonly string[]) => names.map((name) => ({ ...MINE, id: name, name }));

describe('the notebooks of a person', () => {
  it('are those of whom the command is for, if that can be somebody', async () => {
    const own = catalogStage();
    await listNotebooks(own.context);
    const ofAda = catalogStage();
    await listNotebooks({ ...ofAda.context, as: 'ada' });
    expect([own.reached, ofAda.reached]).toEqual([[undefined], ['ada']]);
    expect(ofAda.events[0]).toMatchObject({ type: 'account', account: 'datascience' });
    const nobody = catalogStage();
    await expect(listNotebooks({ ...nobody.context, as: 'a b' })).rejects.toMatchObject({ code: 'invalid-person' });
    expect([nobody.reached, nobody.events]).toEqual([[], []]);
  });

  it('are told with what there is of each, and what to do where there are none', async () => {
    const { notebooks, next, status } = await listNotebooks(catalogStage({ list: inTurn(others('a', 'b')) }).context);
    expect([status, next, notebooks?.map(({ name, notebookStatus }) => [name, notebookStatus])]).toEqual([
      'succeeded',
      [],
      [
        ['a', 'InService'],
        ['b', 'InService'],
      ],
    ]);
    const bare = catalogStage({ parts: inTurn({ parameters: {}, outputs: {} }) });
    expect((await listNotebooks(bare.context)).notebooks?.[0]).not.toHaveProperty('notebookStatus');
    const none = await listNotebooks(catalogStage({ list: inTurn([]) }).context);
    expect([none.notebooks, inWords(none.next ?? [])]).toEqual([[], 'launch a notebook: mlops-lab notebook launch']);
  });

  it('are found by their name, or those that there are are named', async () => {
    const notebooks = await catalogStage({ list: inTurn(others('a', 'b')) }).context.cloud.notebooks(LAB);
    expect((await requireLaunched(notebooks, 'b')).id).toBe('b');
    await expect(requireLaunched(notebooks, 'c')).rejects.toMatchObject({
      code: 'no-notebook',
      exitCode: 2,
      message: 'you have launched no notebook by the name c',
      hints: [{ say: 'name one of yours: a, b' }],
    });
    const none = await catalogStage({ list: inTurn([]) }).context.cloud.notebooks(LAB);
    await expect(requireLaunched(none, 'c')).rejects.toMatchObject({
      hints: saying('launch one: mlops-lab notebook launch'),
    });
  });

  it('have an instance, but where their launch failed', async () => {
    const notebooks = await catalogStage().context.cloud.notebooks(LAB);
    expect(await requireInstance(notebooks, MINE)).toBe('nb');
    const { notebook: _, ...parts } = PARTS;
    const failed = await catalogStage({ parts: inTurn(parts) }).context.cloud.notebooks(LAB);
    await expect(requireInstance(failed, { ...MINE, status: 'ERROR' })).rejects.toMatchObject({
      code: 'no-notebook',
      message: 'mine has no notebook: its launch is ERROR',
      hints: saying('follow its progress: mlops-lab notebook launch mine'),
    });
  });
});

describe('notebook start and stop', () => {
  const DRY = { ...UNATTENDED, dryRun: true };

  it.each<['start' | 'stop', NotebookState['status'], typeof DRY, string[], object]>([
    ['start', 'Stopped', UNATTENDED, ['start nb'], { status: 'succeeded', next: [] }],
    ['start', 'InService', UNATTENDED, [], { status: 'unchanged', next: [] }],
    ['stop', 'InService', UNATTENDED, ['stop nb'], { status: 'succeeded', next: [] }],
    ['stop', 'Stopped', UNATTENDED, [], { status: 'unchanged', next: [] }],
    ['start', 'Stopped', DRY, [], { status: 'succeeded', next: [{ command: 'without --dry-run' }] }],
    ['start', 'InService', DRY, [], { status: 'unchanged', next: [] }],
  ])('%s what is %s, if that is to be done: %j', async (operation, status, options, changes, outcome) => {
    let now = status;
    const becomes = (next: typeof now) => () => Promise.resolve(void (now = next));
    const stage = catalogStage({
      state: () => Promise.resolve(is(now)),
      start: becomes('InService'),
      stop: becomes('Stopped'),
    });
    const result = await powerNotebook(stage.context, options, { name: 'mine', operation });
    expect(stage.changes).toEqual(changes);
    expect(result).toMatchObject({
      command: 'notebook',
      notebooks: [{ name: 'mine', notebookStatus: now }],
      ...outcome,
    });
    const told = stage.events.filter(({ type }) => type.startsWith('notebook-'));
    const about = { operation, name: 'mine' };
    expect(told).toEqual(
      changes.length === 0
        ? []
        : [
            { type: 'notebook-started', ...about },
            { type: 'notebook-finished', ...about, outcome: 'succeeded', seconds: 5 },
          ],
    );
  });

  it('take one that is gone for stopped', async () => {
    const stage = catalogStage({ state: inTurn<NotebookState | undefined>(undefined) });
    const { status, notebooks } = await powerNotebook(stage.context, UNATTENDED, { name: 'mine', operation: 'stop' });
    expect([status, notebooks?.[0]?.notebookStatus]).toEqual(['succeeded', undefined]);
  });
});

describe('notebook open', () => {
  const open = (stage: ReturnType<typeof catalogStage>, browser = false) =>
    openNotebook(stage.context, { name: 'mine', browser });

  it.each<[NotebookState | undefined, string, string]>([
    [is('Stopped'), 'Stopped', 'start it: mlops-lab notebook start mine'],
    [is('Failed'), 'Failed', 'start it: mlops-lab notebook start mine'],
    [is('Pending'), 'Pending', 'start it, which waits until it is in service: mlops-lab notebook start mine'],
    [is('Stopping'), 'Stopping', 'start it, which waits until it is in service: mlops-lab notebook start mine'],
    [undefined, 'gone', 'start it: mlops-lab notebook start mine'],
  ])('opens none that is not in service: %j', async (state, status, hint) => {
    const stage = catalogStage({ state: inTurn(state) });
    const error: unknown = await open(stage).catch((each: unknown) => each);
    expect(error).toMatchObject({
      code: 'not-in-service',
      message: `notebook mine cannot be opened, as it is ${status}`,
      hints: saying(new RegExp(`^${hint}$`)),
    });
    expect(stage.revealed).toEqual([]);
  });

  it('prints the address, or opens it where a browser does', async () => {
    const printed = catalogStage();
    expect(await open(printed)).toEqual({
      ...{ command: 'notebook', status: 'succeeded' },
      opened: { name: 'mine', notebook: 'nb', inBrowser: false },
    });
    expect(printed.revealed).toEqual([{ name: 'notebook-url', text: 'https://nb.example' }]);
    const opened = catalogStage();
    expect((await open(opened, true)).opened?.inBrowser).toBe(true);
    expect(opened.revealed).toEqual([]);
  });

  it.each([
    ['there is none', { browser: 'nobody sits here' }, 'nobody sits here'],
    ['it is a rehearsal', { alone: true }, 'a rehearsal runs no Jupyter'],
  ])('prints the address after all where %s', async (_, options, reason) => {
    const stage = catalogStage({}, options);
    expect((await open(stage, true)).opened?.inBrowser).toBe(false);
    expect(stage.revealed).toHaveLength(1);
    const message = `no browser was opened: ${reason}`;
    expect(stage.events.at(-1)).toEqual({ type: 'notice', level: 'warning', message });
  });
});
