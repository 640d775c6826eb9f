import { describe, expect, it } from 'vitest';
import { followRecord } from '../../../src/actions/notebook/follow-record.ts';
import { terminateNotebook } from '../../../src/actions/notebook/terminate.ts';
import type { Launched, NotebookState } from '../../../src/ports/notebooks.ts';
import { LAB, UNATTENDED } from '../../support/rehearsal.ts';
import { catalogStage, ended, inTurn, is, MINE, PARTS, type CatalogStage } from './catalog.ts';
import { notices, operations } from './stage.ts';

const ATTENDED = { ...UNATTENDED, yes: false };
const mine = (status: Launched['status']): Launched => ({ ...MINE, status });
const NOTHING: Launched[] = [];
const WHOLE = ['stop nb', 'empty b', 'terminate mine'];

const terminate = ({ context }: CatalogStage, options = UNATTENDED) => terminateNotebook(context, options, 'mine');

describe('notebook terminate', () => {
  it('stops, empties and gives back, in this order', async () => {
    const stage = catalogStage({ empty: inTurn(3) });
    expect(await terminate(stage)).toEqual({ command: 'notebook', status: 'succeeded' });
    expect([stage.changes, operations(stage)]).toEqual([WHOLE, ['stop mine: succeeded', 'terminate mine: succeeded']]);
    expect(stage.events.filter(({ type }) => type === 'bucket-emptied')).toEqual([
      {
        type: 'bucket-emptied',
        account: 'datascience',
        accountId: LAB.accounts.datascience.id,
        bucket: 'b',
        versions: 3,
      },
    ]);
    const empty = catalogStage();
    await terminate(empty);
    expect(empty.events.map(({ type }) => type)).not.toContain('bucket-emptied');
  });

  it.each<[string, NotebookState | undefined]>([
    ['stopped', is('Stopped')],
    ['gone', undefined],
  ])('stops nothing that is %s', async (_, state) => {
    const stage = catalogStage({ state: inTurn(state) });
    await terminate(stage);
    expect([stage.changes, operations(stage)]).toEqual([WHOLE.slice(1), ['terminate mine: succeeded']]);
  });

  it('does with what there is of it', async () => {
    const { notebook: _, bucket: _none, ...parts } = PARTS;
    const stage = catalogStage({ parts: inTurn(parts) });
    await terminate(stage);
    expect(stage.changes).toEqual(['terminate mine']);
  });

  it('has nothing to do where there is none, and says so', async () => {
    const stage = catalogStage({ list: inTurn([{ ...MINE, name: 'another' }]) });
    expect(await terminate(stage)).toEqual({ command: 'notebook', status: 'unchanged' });
    expect(stage.events.at(-1)).toMatchObject({ type: 'notice', level: 'info' });
    expect(notices(stage)).toContain('no notebook by the name mine');
    expect(stage.changes).toEqual([]);
  });

  it('as a dry run says how it is done in earnest', async () => {
    const stage = catalogStage();
    const outcome = await terminate(stage, { ...ATTENDED, dryRun: true });
    expect(outcome).toMatchObject({
      status: 'succeeded',
      notebooks: [{ name: 'mine', bucket: 'b' }],
      next: [{ command: 'without --dry-run' }],
    });
    expect([stage.changes, stage.questions]).toEqual([[], []]);
  });

  it.each<[NotebookState['status'], string, boolean]>([
    ['InService', 'Terminate mine, which is running? Its volume and all that is in its bucket b go with it.', true],
    ['Stopped', 'Terminate mine? Its volume and all that is in its bucket b go with it.', false],
  ])('asks first, with what goes: %s', async (status, message, confirms) => {
    const stage = catalogStage({ state: inTurn(is(status), is('Stopped')) }, { confirms });
    expect((await terminate(stage, ATTENDED)).status).toBe(confirms ? 'succeeded' : 'declined');
    expect(stage.questions).toEqual([{ message, default: false, flag: '--yes' }]);
    expect(stage.changes.length > 0).toBe(confirms);
  });

  it.each(['succeeded', 'failed'] as const)('waits for what is under way, though that %s', async (state) => {
    const records = inTurn(ended('update', state), ended('termination'));
    const stage = catalogStage({ list: inTurn([mine('UNDER_CHANGE')], [MINE]), record: records });
    expect(await terminate(stage)).toMatchObject({ status: 'succeeded' });
    expect(operations(stage)[0]).toBe(`attach mine: ${state}`);
    expect([stage.changes, stage.records[0]]).toEqual([WHOLE, 'rec-1']);
    const going = catalogStage({ list: inTurn([mine('UNDER_CHANGE')], NOTHING) });
    expect(await terminate(going)).toMatchObject({ status: 'succeeded' });
    expect(going.changes).toEqual([]);
  });

  it('that fails tells why', async () => {
    const stage = catalogStage({ record: inTurn(ended('termination', 'failed')) });
    await expect(terminate(stage)).rejects.toMatchObject({
      code: 'termination-failed',
      message: 'the termination of mine failed: no termination',
    });
    expect(operations(stage).at(-1)).toBe('terminate mine: failed');
  });
});

describe('an operation on a notebook', () => {
  it('is told as it begins and ends, with the seconds that it took', async () => {
    const stage = catalogStage({ record: inTurn(ended('launch', 'busy'), ended('launch')) });
    const notebooks = await stage.context.cloud.notebooks(LAB);
    const about = { operation: 'launch', name: 'mine' } as const;
    await followRecord(stage.context, notebooks, about, () => Promise.resolve('rec'));
    expect(stage.events).toEqual([
      { type: 'notebook-started', ...about },
      { type: 'notebook-finished', ...about, outcome: 'succeeded', seconds: 10 },
    ]);
  });

  it('has failed where it could not be begun, or failed', async () => {
    const stage = catalogStage({ record: inTurn(ended('launch', 'failed')) });
    const notebooks = await stage.context.cloud.notebooks(LAB);
    const about = { operation: 'launch', name: 'mine' } as const;
    await followRecord(stage.context, notebooks, about, () => Promise.resolve('rec'));
    const refused = new Error('no');
    await expect(followRecord(stage.context, notebooks, about, () => Promise.reject(refused))).rejects.toBe(refused);
    expect(operations(stage)).toEqual(['launch mine: failed', 'launch mine: failed']);
  });
});
