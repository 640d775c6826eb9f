import { beforeAll, describe, expect, it } from 'vitest';
import { launchNotebook } from '../../../src/actions/notebook/launch.ts';
import { listNotebooks } from '../../../src/actions/notebook/list.ts';
import { dataScientistRole } from '../../../src/lab/names.ts';
import { inRole } from '../../permissions/people.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../../support/rehearsal.ts';
import {
  asked,
  emptyLab,
  labWithNotebook,
  launch,
  LAUNCH_ROLE,
  notices,
  operations,
  operator,
  SPOKE,
  terminate,
  TOOLS,
  withoutStatement,
  type Continued,
} from './stage.ts';
import { saying } from '../../support/steps.ts';

let lab: Continued;
let labInUse: Continued;

beforeAll(async () => {
  [lab, labInUse] = await Promise.all([emptyLab(), labWithNotebook()]);
});

const REFUSED = { exitCode: 2, code: 'not-offered' };

/** Begins a launch, or a termination, that nobody follows, as a run does that is cut off. */
async function begun(rehearsal: Rehearsal, name: string): Promise<void> {
  const notebooks = await rehearsal.context.cloud.notebooks(LAB);
  await notebooks.launch({
    name,
    offer: await notebooks.offer(),
    parameters: { Owner: await notebooks.person() },
    tags: {},
  });
}

function shortestPause({ sandbox }: Rehearsal, look: string): number {
  const looks = sandbox.cloud.trail.entries().filter(({ operation }) => operation === look);
  const times = looks.map(({ time }) => Date.parse(time));
  return Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
}

describe('notebook launch', () => {
  it('launches what was asked for, in the role of the data scientists, and waits until it can be opened', async () => {
    const rehearsal = await lab();
    const request = asked(undefined, { NotebookSize: 'medium', VolumeSizeInGB: '20', IdleMinutes: '30' });
    const result = await launch(rehearsal, { ...request, costCenter: 'production' });
    const name = 'birds-notebook';
    expect(result).toMatchObject({ status: 'succeeded', notebooks: [{ name, status: 'AVAILABLE' }] });
    expect(result.notebooks?.[0]).toMatchObject({
      notebook: expect.stringMatching(/^mlops-lab--nb-[0-9a-f]{8}$/) as string,
      notebookStatus: 'InService',
      bucket: result.notebooks?.[0]?.outputs.BucketName,
      parameters: {
        NotebookSize: 'medium',
        VolumeSizeInGB: '20',
        IdleMinutes: '30',
        TeamName: 'birds',
        LabName: 'lab',
      },
      outputs: { NotebookUrl: expect.stringContaining('/openNotebook/') as string },
    });
    expect(operations(rehearsal)).toEqual([`launch ${name}: succeeded`]);
    const made = rehearsal.sandbox.cloud.trail.entries().find(({ operation }) => operation === 'ProvisionProduct');
    expect(made?.principal.arn).toBe(
      `arn:aws:sts::${SPOKE}:assumed-role/mlops-lab--DataScientist-us-east-1/mlops-lab-lab`,
    );
    const tags = tagsOf(rehearsal, result.notebooks?.[0]?.notebook);
    expect(tags).toContainEqual({ Key: 'cost-center', Value: 'production' });
  });

  it('finds by its name what stands, says where it is otherwise, and changes nothing', async () => {
    const rehearsal = await labInUse();
    const again = await launch(rehearsal, asked('mine', { NotebookSize: 'large' }));
    expect(again).toMatchObject({ status: 'unchanged', notebooks: [{ name: 'mine', notebookStatus: 'InService' }] });
    expect(notices(rehearsal)).toContain('mine stands with NotebookSize small instead of large');
    expect(rehearsal.takeWrites().filter(({ service }) => service !== 'sts')).toEqual([]);
  });

  it('attaches to a launch that is under way, and looks no more often than every five seconds', async () => {
    const rehearsal = await lab();
    await begun(rehearsal, 'mine');
    expect(await launch(rehearsal)).toMatchObject({
      status: 'succeeded',
      notebooks: [{ notebookStatus: 'InService' }],
    });
    expect(operations(rehearsal)).toEqual(['attach mine: succeeded']);
    expect(shortestPause(rehearsal, 'DescribeRecord')).toBeGreaterThanOrEqual(5000);
  });

  const untouched = new Promise<Rehearsal>((resolve) => beforeAll(async () => resolve(await lab())));

  it.each<[string, ReturnType<typeof asked>, string]>([
    ['a size', asked('x', { NotebookSize: 'huge' }), '--size is "huge", but has to be small, medium or large'],
    ['a volume', asked('x', { VolumeSizeInGB: '4' }), '--volume is "4", but has to be 5 to 100'],
    ['no number', asked('x', { IdleMinutes: 'never' }), '--idle-minutes is "never", but has to be 15 minutes'],
    ['a team', asked('x', { TeamName: 'The Birds' }), '--team is "The Birds", but has to be 2 to 20 lower-case'],
    ['a cost center', { ...asked('x'), costCenter: 'fun' }, 'there is no cost center "fun"'],
  ])('refuses %s that is not offered before anything is launched', async (_, request, message) => {
    const rehearsal = await untouched;
    await expect(launch(rehearsal, request)).rejects.toMatchObject({
      ...REFUSED,
      message: expect.stringContaining(message) as string,
    });
    const operationsSeen = rehearsal.sandbox.cloud.trail.entries().map(({ operation }) => operation);
    expect(operationsSeen).not.toContain('ProvisionProduct');
  });

  it('refuses a name that Service Catalog would not take', async () => {
    await expect(launch(await lab(), asked('my notebook'))).rejects.toMatchObject({
      code: 'invalid-name',
      exitCode: 2,
    });
  });

  it('says so when a colleague has the name', async () => {
    const rehearsal = await lab();
    const colleague = inRole(rehearsal.sandbox, dataScientistRole(LAB), 'bob');
    const { productId, artifactId } = await (await rehearsal.context.cloud.notebooks(LAB)).offer();
    colleague.invoke('servicecatalog', 'ProvisionProduct', {
      ProductId: productId,
      ProvisioningArtifactId: artifactId,
      ProvisionedProductName: 'mine',
      ProvisioningParameters: [{ Key: 'Owner', Value: 'bob' }],
    });
    await expect(launch(rehearsal)).rejects.toMatchObject({
      code: 'name-taken',
      message: expect.stringContaining('somebody else') as string,
    });
    expect((await listNotebooks(rehearsal.context)).notebooks).toEqual([]);
  });

  it('asks for team and size where somebody is there to answer', async () => {
    const rehearsal = await lab();
    const { context } = rehearsal;
    const ui = { ...context.ui, ask: () => Promise.resolve('owls'), choose: () => Promise.resolve('large') };
    const options = { ...UNATTENDED, yes: false };
    const result = await launchNotebook({ ...context, ui }, options, { parameters: {} });
    expect(result.notebooks?.[0]).toMatchObject({ name: 'owls-notebook', parameters: { NotebookSize: 'large' } });
  });

  it('as a dry run shows what it would do, and does nothing', async () => {
    const rehearsal = await lab();
    const options = { ...UNATTENDED, dryRun: true };
    const result = await launchNotebook(rehearsal.context, options, asked('mine'));
    expect(result).toMatchObject({ status: 'succeeded', notebooks: [{ name: 'mine', status: 'ABSENT' }] });
    expect(notices(rehearsal)).toMatch(
      /^mine would be launched in version \w+ with TeamName birds, NotebookSize small/m,
    );
    expect((await listNotebooks(rehearsal.context)).notebooks).toEqual([]);
  });
});

describe('a launch that fails', () => {
  it('tells the first cause from the stack of the product, and is cleared away by the next', async () => {
    const reason = 'There is not enough capacity for ml.t3.medium';
    const rehearsal = await lab({
      faults: [{ kind: 'resource', resource: 'Notebook', phase: 'create', reason, times: 1 }],
    });
    await expect(launch(rehearsal)).rejects.toMatchObject({
      code: 'launch-failed',
      message: expect.stringMatching(
        new RegExp(`^the launch of mine failed: Notebook, AWS::SageMaker::NotebookInstance: .*${reason}`),
      ) as string,
      hints: saying('mlops-lab notebook launch mine'),
    });
    expect(await launch(rehearsal)).toMatchObject({
      status: 'succeeded',
      notebooks: [{ notebookStatus: 'InService' }],
    });
    expect(operations(rehearsal)).toEqual(['launch mine: failed', 'clear mine: succeeded', 'launch mine: succeeded']);
  });

  it('is told by whoever attached to it too', async () => {
    const rehearsal = await lab({
      faults: [{ kind: 'resource', resource: 'NotebookRole', phase: 'create', reason: 'no more roles', times: 1 }],
    });
    await begun(rehearsal, 'mine');
    await expect(launch(rehearsal)).rejects.toThrow('NotebookRole, AWS::IAM::Role: ');
  });

  it('names the launch role and the action that it lacks', async () => {
    const rehearsal = await lab();
    withoutStatement(rehearsal, 'make-the-notebook', 'CreatePrivateNotebook');
    await expect(launch(rehearsal)).rejects.toMatchObject({
      message: expect.stringContaining('Notebook, AWS::SageMaker::NotebookInstance: ') as string,
      hints: saying(
        `the launch role ${LAUNCH_ROLE} lacks sagemaker:CreateNotebookInstance: let central IT bring it back`,
      ),
    });
  });

  it('names the launch role that Service Catalog cannot take on', async () => {
    const rehearsal = await lab();
    const statement = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const trust = { Version: '2012-10-17', Statement: [statement] };
    const input = { RoleName: LAUNCH_ROLE, PolicyDocument: JSON.stringify(trust) };
    operator(rehearsal).invoke('iam', 'UpdateAssumeRolePolicy', input);
    await expect(launch(rehearsal)).rejects.toMatchObject({
      code: 'launch-failed',
      hints: saying(`bring the launch role arn:aws:iam::${SPOKE}:role/${LAUNCH_ROLE} back`),
    });
  });

  it('where there is no lab names the command that makes it', async () => {
    await expect(launch(await rehearse())).rejects.toMatchObject({
      code: 'role-refused',
      hints: saying('mlops-lab datascience'),
    });
  });

  it('after the hub has withdrawn the product says who can put it back, and the notebook can still be given back', async () => {
    const rehearsal = await labInUse();
    operator(rehearsal, TOOLS).invoke('cloudformation', 'DeleteStack', { StackName: 'LabSCToolsAccountSetup' });
    await rehearsal.context.clock.sleep(600_000);
    await expect(launch(rehearsal, asked('another'))).rejects.toMatchObject({
      code: 'no-product',
      message: 'the catalog offers no product "SageMaker notebook" nor any other',
      hints: saying('mlops-lab tools'),
    });
    expect(await terminate(rehearsal)).toMatchObject({ status: 'succeeded' });
    expect((await listNotebooks(rehearsal.context)).notebooks).toEqual([]);
  });
});

function tagsOf(rehearsal: Rehearsal, notebook: string | undefined) {
  const ResourceArn = `arn:aws:sagemaker:us-east-1:${SPOKE}:notebook-instance/${notebook ?? ''}`;
  const { invoke } = operator(rehearsal);
  return invoke<{ Tags: { Key: string; Value: string }[] }>('sagemaker', 'ListTags', { ResourceArn }).Tags;
}
