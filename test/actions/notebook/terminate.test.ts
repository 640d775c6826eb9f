import { beforeAll, describe, expect, it } from 'vitest';
import { launchNotebook } from '../../../src/actions/notebook/launch.ts';
import { listNotebooks } from '../../../src/actions/notebook/list.ts';
import { powerNotebook } from '../../../src/actions/notebook/power.ts';
import { terminateNotebook } from '../../../src/actions/notebook/terminate.ts';
import { UNATTENDED, type Rehearsal } from '../../support/rehearsal.ts';
import {
  asked,
  emptyLab,
  labWithNotebook,
  launch,
  launching,
  LAUNCH_ROLE,
  notices,
  operations,
  operator,
  SPOKE,
  terminate,
  type Continued,
} from './stage.ts';
import { saying } from '../../support/steps.ts';

let lab: Continued;
let labInUse: Continued;

beforeAll(async () => {
  [lab, labInUse] = await Promise.all([emptyLab(), labWithNotebook()]);
});

async function withNotebook(options?: Parameters<Continued>[0]): Promise<Rehearsal & { bucket: string }> {
  const rehearsal = await labInUse(options);
  const { notebooks } = await listNotebooks(rehearsal.context);
  return { ...rehearsal, bucket: notebooks?.[0]?.bucket ?? '' };
}

async function stopped(): Promise<Rehearsal> {
  const rehearsal = await labInUse();
  await powerNotebook(rehearsal.context, UNATTENDED, { name: 'mine', operation: 'stop' });
  return rehearsal;
}

function fill(rehearsal: Rehearsal & { bucket: string }): void {
  for (const Key of ['a.csv', 'work/b.csv']) {
    operator(rehearsal).invoke('s3', 'PutObject', { Bucket: rehearsal.bucket, Key, Body: new Uint8Array([1]) });
  }
}

describe('notebook terminate', () => {
  it('stops a notebook that runs, empties its bucket, and leaves nothing', async () => {
    const before = (await lab()).inventory()[SPOKE];
    const rehearsal = await withNotebook();
    fill(rehearsal);
    expect(rehearsal.inventory()[SPOKE]).not.toEqual(before);
    expect(await terminate(rehearsal)).toMatchObject({ status: 'succeeded' });
    expect(operations(rehearsal)).toEqual(['stop mine: succeeded', 'terminate mine: succeeded']);
    expect(rehearsal.events).toContainEqual(expect.objectContaining({ type: 'bucket-emptied', versions: 2 }));
    // SageMaker's network interfaces stay for a while.
    await rehearsal.context.clock.sleep(3_600_000);
    // The group of all notebooks' logs is the account's.
    const left = rehearsal
      .inventory()
      [SPOKE]?.filter((arn) => !arn.endsWith(':log-group:/aws/sagemaker/NotebookInstances'));
    expect(left).toEqual(before);
  });

  it('has nothing to do the second time', async () => {
    const rehearsal = await withNotebook();
    await terminate(rehearsal);
    rehearsal.takeWrites();
    expect(await terminate(rehearsal)).toEqual({ command: 'notebook terminate', status: 'unchanged' });
    expect(notices(rehearsal)).toContain('no notebook by the name mine');
    expect(rehearsal.takeWrites().filter(({ service }) => service !== 'sts')).toEqual([]);
  });

  it.each([
    ['is being launched', async () => launching(await lab())],
    ['is stopped', stopped],
  ])('works on one that %s', async (_, begin) => {
    const rehearsal = await begin();
    expect(await terminate(rehearsal)).toMatchObject({ status: 'succeeded' });
    expect((await listNotebooks(rehearsal.context)).notebooks).toEqual([]);
  });

  it('attaches to a termination that is under way', async () => {
    const rehearsal = await withNotebook();
    const notebooks = await rehearsal.context.cloud.notebooks(rehearsal.context.lab);
    const [launched] = await notebooks.list();
    if (launched) await notebooks.terminate(launched);
    expect(await terminate(rehearsal)).toMatchObject({ status: 'succeeded' });
    expect(operations(rehearsal).at(-1)).toBe('attach mine: succeeded');
    expect((await listNotebooks(rehearsal.context)).notebooks).toEqual([]);
  });

  it('asks before it does anything, and says what goes', async () => {
    const questions: string[] = [];
    const confirm = ({ message }: { message: string }) => Promise.resolve(questions.push(message) > 1);
    const rehearsal = await withNotebook({ answers: { confirm } });
    rehearsal.takeWrites();
    const options = { ...UNATTENDED, yes: false };
    expect(await terminateNotebook(rehearsal.context, options, 'mine')).toMatchObject({ status: 'declined' });
    expect(questions[0]).toBe(
      `Terminate mine, which is running? Its volume and all that is in its bucket ${rehearsal.bucket} go with it.`,
    );
    expect(rehearsal.takeWrites().filter(({ service }) => service !== 'sts')).toEqual([]);
    expect(await terminateNotebook(rehearsal.context, options, 'mine')).toMatchObject({ status: 'succeeded' });
  });

  it('as a dry run does nothing', async () => {
    const rehearsal = await withNotebook();
    const result = await terminateNotebook(rehearsal.context, { ...UNATTENDED, dryRun: true }, 'mine');
    expect(result).toMatchObject({ status: 'succeeded', notebooks: [{ name: 'mine', notebookStatus: 'InService' }] });
    expect((await listNotebooks(rehearsal.context)).notebooks).toHaveLength(1);
  });
});

describe('a termination that fails', () => {
  it('tells the first cause, keeps a launch from taking it for sound, and goes on when it is run again', async () => {
    const rehearsal = await withNotebook({
      faults: [{ kind: 'resource', resource: 'NotebookRole', phase: 'delete', reason: 'is in use', times: 1 }],
    });
    const failure = {
      code: 'termination-failed',
      message: expect.stringContaining('the termination of mine failed: NotebookRole, AWS::IAM::Role: ') as string,
      hints: saying('mlops-lab notebook terminate mine'),
    };
    await expect(terminate(rehearsal)).rejects.toMatchObject(failure);
    await expect(launch(rehearsal)).rejects.toMatchObject(failure);
    expect((await listNotebooks(rehearsal.context)).notebooks).toMatchObject([{ name: 'mine', status: 'TAINTED' }]);
    expect(await terminate(rehearsal)).toMatchObject({ status: 'succeeded' });
    expect((await listNotebooks(rehearsal.context)).notebooks).toEqual([]);
  });

  it('for want of the launch role says how the role comes back', async () => {
    const rehearsal = await withNotebook();
    const { invoke } = operator(rehearsal);
    const { PolicyNames } = invoke<{ PolicyNames: string[] }>('iam', 'ListRolePolicies', { RoleName: LAUNCH_ROLE });
    for (const PolicyName of PolicyNames) invoke('iam', 'DeleteRolePolicy', { RoleName: LAUNCH_ROLE, PolicyName });
    invoke('iam', 'DeleteRole', { RoleName: LAUNCH_ROLE });
    await expect(terminate(rehearsal)).rejects.toMatchObject({
      code: 'termination-failed',
      hints: saying(`bring the launch role arn:aws:iam::${SPOKE}:role/${LAUNCH_ROLE} back`),
    });
  });

  it('and a launch that failed, is given back too', async () => {
    const rehearsal = await lab({
      faults: [{ kind: 'resource', resource: 'Notebook', phase: 'create', reason: 'no capacity', times: 1 }],
    });
    await expect(launchNotebook(rehearsal.context, UNATTENDED, asked('mine'))).rejects.toThrow('no capacity');
    expect(await terminate(rehearsal)).toMatchObject({ status: 'succeeded' });
    expect((await listNotebooks(rehearsal.context)).notebooks).toEqual([]);
  });
});
