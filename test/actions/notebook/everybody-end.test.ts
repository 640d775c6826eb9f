import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { endNotebooks } from '../../../src/actions/notebook/everybody/end-all.ts';
import { endNotebook } from '../../../src/actions/notebook/everybody/end-one.ts';
import { type DoomedNotebook } from '../../../src/actions/notebook/everybody/read.ts';
import { LabError } from '../../../src/errors.ts';
import type { NotebookState } from '../../../src/ports/notebooks.ts';
import { LAB } from '../../support/rehearsal.ts';
import { catalogStage, ended, inTurn, is, MINE, PARTS, type Answers } from './catalog.ts';
import { notices, operations } from './stage.ts';

const names = (notebooks: readonly DoomedNotebook[]) => notebooks.map(({ launched }) => launched.name);

describe('the end of one notebook', () => {
  async function end(answers: Answers = {}, more: Partial<DoomedNotebook> = {}) {
    const sessions: number[] = [];
    const stage = catalogStage(answers);
    const { cloud } = stage.context;
    const session = (milliseconds: number) => Promise.resolve(void sessions.push(milliseconds));
    const context = { ...stage.context, cloud: { ...cloud, datascience: { ...cloud.datascience, session } } };
    const notebooks = await cloud.datascience.notebooks(LAB);
    const doomed: DoomedNotebook = { launched: MINE, owner: 'ada', parts: PARTS, ...more };
    const error: unknown = await endNotebook(context as ActionContext, notebooks, doomed).catch(
      (each: unknown) => each,
    );
    return { ...stage, sessions, error };
  }
  const FAILED = ended('termination', 'failed');
  const DONE = ended('termination');
  const WITHOUT_CATALOG = ['deleteStack mine', 'forget mine'];
  const TRIED = ['empty b', 'terminate mine', 'empty b', 'terminate mine'];

  it('is left to Service Catalog, with what is in its bucket, and what its stack retains goes too', async () => {
    const remains = [
      { resourceType: 'AWS::S3::Bucket', id: 'b' },
      { resourceType: 'AWS::IAM::Role', id: 'r' },
    ];
    const stage = await end({ empty: inTurn(2), remains: inTurn(remains) });
    expect(stage.error).toBeUndefined();
    expect(stage.changes).toEqual(['empty b', 'terminate mine', 'deleteResource b', 'deleteResource r']);
    expect([operations(stage), stage.sessions]).toEqual([['terminate mine: succeeded'], []]);
    expect(stage.events).toContainEqual({
      type: 'bucket-emptied',
      account: 'datascience',
      accountId: LAB.accounts.datascience.id,
      bucket: 'b',
      versions: 2,
    });
    expect((await end()).events.map(({ type }) => type)).not.toContain('bucket-emptied');
  });

  it('is tried again for what was written late', async () => {
    const { changes, sessions, error } = await end({ record: inTurn(FAILED, DONE) });
    expect([changes, sessions, error]).toEqual([TRIED, [], undefined]);
  });

  it('needs no record where the product is gone', async () => {
    const stage = await end({ terminate: inTurn<string | undefined>(undefined), record: inTurn(FAILED) });
    expect([stage.changes, stage.error]).toEqual([['empty b', 'terminate mine'], undefined]);
  });

  it('has no bucket emptied where there is none', async () => {
    const { bucket: _none, ...parts } = PARTS;
    expect((await end({}, { parts })).changes).toEqual(['terminate mine']);
  });

  it('is had by the rights of the administrator where Service Catalog fails, in a session that lasts, and is told', async () => {
    const stage = await end({ record: inTurn(FAILED, FAILED, DONE) });
    expect([stage.changes, stage.error]).toEqual([[...TRIED, ...WITHOUT_CATALOG], undefined]);
    expect(stage.sessions).toHaveLength(1);
    const message =
      'the termination of mine failed: no termination; its stack is deleted with the rights of the administrator';
    expect(stage.events).toContainEqual({ type: 'notice', level: 'warning', message });
  });

  it('with a bucket that stays is tried once, tells of no failure, and leaves the bucket alone', async () => {
    const remains = [
      { resourceType: 'AWS::S3::Bucket', id: 'b' },
      { resourceType: 'AWS::IAM::Role', id: 'r' },
    ];
    const { bucket: _none, ...parts } = PARTS;
    const stage = await end({ record: inTurn(FAILED, DONE), remains: inTurn(remains) }, { parts, keepsBucket: true });
    expect(stage.changes).toEqual([
      'terminate mine',
      'deleteStack mine without its bucket',
      'forget mine',
      'deleteResource r',
    ]);
    expect([notices(stage), stage.error]).toEqual(['', undefined]);
  });

  it('fails where Service Catalog does not even forget it', async () => {
    const stage = await end({ record: inTurn(FAILED) });
    expect(stage.error).toMatchObject({ code: 'termination-failed' });
    expect(operations(stage)).toEqual(['terminate mine: failed']);
    const gone = await end({ record: inTurn(FAILED), forget: inTurn<string | undefined>(undefined) });
    expect(gone.error).toBeUndefined();
  });

  it('has what CloudFormation cannot delete deleted before it tries again', async () => {
    const remains = inTurn([{ resourceType: 'AWS::IAM::Role', id: 'r' }], []);
    const stage = await end({
      record: inTurn(FAILED, FAILED, DONE),
      deleteStack: inTurn<string | undefined>('Role is in use', undefined),
      remains,
    });
    expect(stage.changes.slice(TRIED.length)).toEqual([
      'deleteStack mine',
      'deleteResource r',
      'deleteStack mine',
      'forget mine',
    ]);
    expect(stage.error).toBeUndefined();
  });

  it('fails where CloudFormation cannot delete it the second time either, and is not forgotten', async () => {
    const stage = await end({ record: inTurn(FAILED), deleteStack: inTurn<string | undefined>('Role is in use') });
    expect(stage.error).toMatchObject({
      code: 'termination-failed',
      message: 'the stack stack-1 of mine cannot be deleted: Role is in use',
      hints: [{ command: 'again' }],
    });
    expect(stage.changes).not.toContain('forget mine');
  });

  it('goes on where CloudFormation refuses at once, but not without credentials nor with a bug', async () => {
    const refused = new LabError({ code: 'aws-error', message: 'no role', hint: 'x' });
    const refusing = await end({ record: inTurn(FAILED), deleteStack: () => Promise.reject(refused) });
    expect(refusing.error).toMatchObject({ message: 'the stack stack-1 of mine cannot be deleted: no role' });
    const expired = new LabError({ code: 'credentials-expired', message: 'late', hint: 'x' });
    for (const error of [expired, new TypeError('a bug')]) {
      expect((await end({ record: inTurn(FAILED), deleteStack: () => Promise.reject(error) })).error).toBe(error);
    }
  });
});

describe('the end of several notebooks', () => {
  const doomed = (name: string, more: Partial<DoomedNotebook> = {}): DoomedNotebook => ({
    launched: { ...MINE, id: name, name },
    owner: 'ada',
    parts: { notebook: `nb-${name}`, parameters: {}, outputs: {} },
    ...more,
  });

  async function end(all: readonly DoomedNotebook[], answers: Answers = {}) {
    const states = new Map<string, NotebookState['status']>();
    const stage = catalogStage({
      state: (notebook) => Promise.resolve(is(states.get(notebook) ?? 'InService')),
      stop: (notebook) => Promise.resolve(void states.set(notebook, 'Stopped')),
      ...answers,
    });
    const sweep = (stopped: readonly DoomedNotebook[]) => {
      stage.changes.push(`sweep ${names(stopped).join(' ')}`);
      return Promise.resolve();
    };
    const kept = await endNotebooks(stage.context, all, sweep);
    return { ...stage, kept };
  }

  it('is nothing where there are none', async () => {
    const { changes, kept } = await end([]);
    expect([changes, kept]).toEqual([[], []]);
  });

  it('begins when all are stopped and what they made is gone', async () => {
    const stage = await end([doomed('a'), doomed('b')]);
    expect(stage.changes).toEqual(['stop nb-a', 'stop nb-b', 'sweep a b', 'terminate a', 'terminate b']);
    expect(operations(stage).slice(0, 2)).toEqual(['stop a: succeeded', 'stop b: succeeded']);
    expect(stage.kept).toEqual([]);
  });

  it('stops nothing that is stopped, gone or was never made', async () => {
    const bare = doomed('c', { parts: { parameters: {}, outputs: {} } });
    const stopped = await end([doomed('a'), bare], { state: inTurn(is('Stopped')) });
    expect(stopped.changes.toSorted()).toEqual(['sweep c a', 'terminate a', 'terminate c']);
    expect(operations(stopped).toSorted()).toEqual(['terminate a: succeeded', 'terminate c: succeeded']);
    const gone = await end([doomed('a')], { state: inTurn<NotebookState | undefined>(undefined) });
    expect([gone.changes, operations(gone)]).toEqual([['sweep a', 'terminate a'], ['terminate a: succeeded']]);
  });

  it('waits for what is under way, and goes on with what stands then', async () => {
    const busy = doomed('a', { launched: { ...MINE, id: 'a', name: 'a', status: 'UNDER_CHANGE' } });
    const content = inTurn({ versions: 1, bytes: 1, complete: true });
    const stage = await end([busy], { content, record: inTurn(ended('launch', 'failed'), ended('termination')) });
    expect(operations(stage)).toEqual(['attach a: failed', 'stop a: succeeded', 'terminate a: succeeded']);
    expect(stage.changes).toEqual(['stop nb', 'sweep a', 'empty b', 'terminate a']);
    expect(stage.records[0]).toBe('rec-1');
    const keeping = await end([{ ...busy, keepsBucket: true }], { content });
    expect(keeping.changes).not.toContain('empty b');
  });

  it('goes on with the others where one cannot be stopped or ended, which is told', async () => {
    const refused = new LabError({ code: 'aws-error', message: 'no', hint: 'x' });
    const stage = await end([doomed('a'), doomed('b'), doomed('c')], {
      state: (notebook) => Promise.resolve(is(notebook === 'nb-a' ? 'InService' : 'Stopped')),
      stop: () => Promise.reject(refused),
      terminate: ({ name }) => (name === 'b' ? Promise.reject(refused) : Promise.resolve('rec')),
    });
    expect(stage.kept.map(({ doomed: { launched }, error }) => [launched.name, error])).toEqual([
      ['a', refused],
      ['b', refused],
    ]);
    expect(stage.changes).toEqual(['stop nb-a', 'sweep b c', 'terminate b', 'terminate c']);
  });

  it.each([
    new LabError({ code: 'credentials-expired', message: 'late', hint: 'x' }),
    new LabError({ code: 'interrupted', message: 'now', hint: 'x' }),
    new TypeError('a bug'),
  ])('does not go on after %s', async (error) => {
    await expect(end([doomed('a')], { terminate: () => Promise.reject(error) })).rejects.toBe(error);
  });
});
