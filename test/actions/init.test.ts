import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { status } from '../../src/actions/status/index.ts';
import type { LabEvent } from '../../src/events.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED } from '../support/rehearsal.ts';
import { saying } from '../support/steps.ts';

const TOOLS = {
  principal: { kind: 'root', account: '111111111111', arn: 'arn:aws:iam::111111111111:root', userId: '1' },
  account: '111111111111',
  region: 'us-east-1',
} as const;

describe('init', () => {
  it('makes the lab, each stack in its own account, staging beside the prerequisites, and says what came of it', async () => {
    const { context, events, takeWrites } = await rehearse();
    const result = await deploy(context, STACK_IDS, UNATTENDED);
    expect(result.status).toBe('succeeded');
    const stackWrites = takeWrites().filter(({ service }) => service === 'cloudformation');
    expect(stackWrites.map(({ operation }) => operation)).toEqual(STACK_IDS.map(() => 'CreateStack'));
    expect(result.outputs?.catalog).toMatchObject({
      MasterPortfolioId: expect.stringMatching(/^port-[a-z0-9]{13}$/) as string,
      SagemakerProductID: expect.stringMatching(/^prod-[a-z0-9]{13}$/) as string,
      ToolsAccountID: '111111111111',
    });
    expect(result.outputs?.selfService?.SwitchRoleLink).toContain('account=222222222222');
    const report = await status(context);
    expect(report.teaches).toMatchObject({ course: 'penguins', answer: 'the body mass in grams' });
    expect(report.stacks?.map(({ stackName, accountId, status: state }) => [stackName, accountId, state])).toEqual([
      ['pre-reqs', '111111111111', 'CREATE_COMPLETE'],
      ['LabStagingAccountSetup', '333333333333', 'CREATE_COMPLETE'],
      ['LabDSAccountNetwork', '222222222222', 'CREATE_COMPLETE'],
      ['LabSCToolsAccountSetup', '111111111111', 'CREATE_COMPLETE'],
      ['LabDSAccountSCSetup', '222222222222', 'CREATE_COMPLETE'],
      ['LabMLOpsPipeline', '111111111111', 'CREATE_COMPLETE'],
    ]);
    expect(events.filter(({ type }) => type === 'asset')).not.toHaveLength(0);
    const kinds = events.flatMap((event) =>
      event.type === 'stack-started' || event.type === 'stack-finished' ? [`${event.type} ${event.stack}`] : [],
    );
    expect(kinds.slice(0, 2).sort()).toEqual(['stack-started prerequisites', 'stack-started staging']);
    expect(kinds.indexOf('stack-started catalog')).toBeGreaterThan(kinds.indexOf('stack-finished prerequisites'));
  });

  it('run again changes nothing: not one mutating call', async () => {
    const { context, takeWrites } = await continued(await deployedLab());
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    expect(takeWrites()).toEqual([]);
  });

  it('as a dry run shows the plan and changes nothing', async () => {
    const { context, events, takeWrites } = await rehearse();
    const result = await deploy(context, STACK_IDS, { ...UNATTENDED, dryRun: true });
    expect(result.status).toBe('succeeded');
    expect(takeWrites()).toEqual([]);
    const plan = events.find((event) => event.type === 'plan')?.plan;
    expect(plan?.stacks.map(({ decision }) => decision.kind)).toEqual(STACK_IDS.map(() => 'create'));
  });

  it('declined changes nothing', async () => {
    const { context, takeWrites } = await rehearse({ answers: { confirm: () => Promise.resolve(false) } });
    expect((await deploy(context, STACK_IDS, { ...UNATTENDED, yes: false })).status).toBe('declined');
    expect(takeWrites()).toEqual([]);
  });

  it.each([
    ['declined', () => Promise.resolve(false)],
    ['broken off', () => Promise.reject(new Error('Ctrl-C'))],
  ])('of an update leaves no change set behind when it is %s', async (_, confirm) => {
    const { context, takeWrites } = await continued(await deployedLab(), { answers: { confirm } });
    const wider = { ...context, lab: { ...context.lab, network: { zones: 2 } } };
    await deploy(wider, STACK_IDS, { ...UNATTENDED, yes: false }).catch(() => undefined);
    expect(takeWrites().map(({ operation }) => operation)).toEqual(['CreateChangeSet', 'DeleteChangeSet']);
  });

  it('in express mode keeps rollback on, explicitly', async () => {
    const { context, sandbox } = await rehearse();
    await deploy(context, STACK_IDS, { ...UNATTENDED, express: true });
    const described = sandbox.cloud.answer({
      ...TOOLS,
      service: 'cloudformation',
      operation: 'DescribeStacks',
      input: { StackName: 'pre-reqs' },
    }) as { Stacks: { DeploymentConfig?: object }[] };
    expect(described.Stacks[0]?.DeploymentConfig).toEqual({ Mode: 'EXPRESS', DisableRollback: false });
  });
});

describe('an account that offers a cost center already', () => {
  const offering = async (catalog: LabSettings['catalog']) => {
    const rehearsal = await rehearse({ lab: { ...LAB, catalog } });
    rehearsal.sandbox.cloud.invoke({
      ...TOOLS,
      service: 'servicecatalog',
      operation: 'CreateTagOption',
      input: { Key: 'cost-center', Value: 'research' },
    });
    return rehearsal;
  };
  const stacks = ['prerequisites', 'catalog'] as const;

  it('is told as the cause, and another one does', async () => {
    const refused = await offering(LAB.catalog);
    await expect(deploy(refused.context, stacks, UNATTENDED)).rejects.toMatchObject({
      message: expect.stringMatching(/FirstCostCenterOption.*already exists/s) as string,
    });
    const other = await offering({ ...LAB.catalog, firstCostCenter: '8457' });
    expect((await deploy(other.context, stacks, UNATTENDED)).status).toBe('succeeded');
  });
});

describe('a share of the lab', () => {
  it('can be deployed by itself, in the order of the workshop', async () => {
    const { context, events } = await rehearse();
    const shares = [['prerequisites', 'catalog'], ['network', 'selfService'], ['staging'], ['pipeline']] as const;
    for (const share of shares) expect((await deploy(context, share, UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    const uploads = events.flatMap((event) => (event.type === 'plan' ? [event.plan.assets.length > 0] : []));
    // The staging account takes nothing from the asset bucket.
    expect(uploads).toEqual([true, true, false, true, true]);
  });

  it('that lacks an output of another stack says which command makes it, and writes nothing', async () => {
    const { context, takeWrites } = await rehearse();
    await expect(deploy(context, ['network', 'selfService'], UNATTENDED)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('needs MasterPortfolioId, an output of stack LabSCToolsAccountSetup') as string,
      hints: saying('mlops-lab tools'),
    });
    expect(takeWrites()).toEqual([]);
  });

  it('that is the pipeline needs the Tools and the Staging account first', async () => {
    const { context, takeWrites } = await rehearse();
    await deploy(context, ['prerequisites'], UNATTENDED);
    takeWrites();
    await expect(deploy(context, ['pipeline'], UNATTENDED)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('needs DeployRoleArn, an output of stack LabStagingAccountSetup') as string,
      hints: saying('mlops-lab staging'),
    });
    expect(takeWrites()).toEqual([]);
  });
});

describe('what was decided about the pipeline', () => {
  it('is in its stack, and in that of the Staging account', async () => {
    const { context, sandbox } = await rehearse();
    const pipeline = {
      ...context.lab.pipeline,
      approval: true,
      notifyEmail: 'releases@example.org',
      executionMode: 'superseded',
      endpointInstanceType: 'ml.t2.medium',
    } as const;
    const lab = { ...context.lab, pipeline };
    expect((await deploy({ ...context, lab }, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    const described = sandbox.cloud.answer({
      ...TOOLS,
      service: 'codepipeline',
      operation: 'GetPipeline',
      input: { name: 'mlops-lab' },
    }) as {
      pipeline: { executionMode: string; stages: { name: string; actions: { configuration: object }[] }[] };
    };
    expect(described.pipeline.executionMode).toBe('SUPERSEDED');
    const approval = described.pipeline.stages.find(({ name }) => name === 'Approval')?.actions[0];
    expect(approval?.configuration).toMatchObject({
      NotificationArn: 'arn:aws:sns:us-east-1:111111111111:mlops-lab--notifications',
    });
    const alarms = sandbox.cloud.inventory('333333333333').filter((arn) => arn.includes(':alarm:'));
    expect(alarms.map((arn) => arn.split(':').at(-1))).toEqual([
      'mlops-lab--production-errors',
      'mlops-lab--production-latency',
    ]);
  });

  it('can be changed and taken back, without touching what does not follow from it', async () => {
    const { context } = await continued(await deployedLab());
    const stricter = { ...context, lab: { ...context.lab, pipeline: { ...context.lab.pipeline, threshold: 5 } } };
    const events: string[] = [];
    const emit = (event: LabEvent) => {
      if (event.type === 'stack-started') events.push(`${event.operation} ${event.stack}`);
    };
    await deploy({ ...stricter, ui: { ...context.ui, emit } }, STACK_IDS, UNATTENDED);
    expect(events).toEqual(['update pipeline']);
    expect((await deploy(stricter, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
  });
});
