import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';

describe('init', () => {
  it('makes the lab, each stack in its own account, and says what came of it', async () => {
    const { context, events } = await rehearse();
    const result = await deploy(context, STACK_IDS, UNATTENDED);
    expect(result.status).toBe('succeeded');
    expect(result.outputs?.catalog).toMatchObject({
      MasterPortfolioId: expect.stringMatching(/^port-[a-z0-9]{13}$/) as string,
      SagemakerProductID: expect.stringMatching(/^prod-[a-z0-9]{13}$/) as string,
      ToolsAccountID: '111111111111',
    });
    expect(result.outputs?.selfService?.SwitchRoleLink).toContain('account=222222222222');
    const report = await status(context);
    expect(report.stacks?.map(({ stackName, accountId, status: state }) => [stackName, accountId, state])).toEqual([
      ['pre-reqs', '111111111111', 'CREATE_COMPLETE'],
      ['LabStagingAccountSetup', '333333333333', 'CREATE_COMPLETE'],
      ['LabSCToolsAccountSetup', '111111111111', 'CREATE_COMPLETE'],
      ['LabDSAccountSCSetup', '222222222222', 'CREATE_COMPLETE'],
    ]);
    expect(events.filter(({ type }) => type === 'asset')).not.toHaveLength(0);
  });

  it('run again changes nothing: not one mutating call', async () => {
    const { context, takeWrites } = await rehearse();
    await deploy(context, STACK_IDS, UNATTENDED);
    takeWrites();
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    expect(takeWrites()).toEqual([]);
  });

  it('starts staging beside the prerequisites', async () => {
    const { context, events } = await rehearse();
    await deploy(context, STACK_IDS, UNATTENDED);
    const kinds = events.flatMap((event) =>
      event.type === 'stack-started' || event.type === 'stack-finished' ? [`${event.type} ${event.stack}`] : [],
    );
    expect(kinds.slice(0, 2).sort()).toEqual(['stack-started prerequisites', 'stack-started staging']);
    expect(kinds.indexOf('stack-started catalog')).toBeGreaterThan(kinds.indexOf('stack-finished prerequisites'));
  });

  it('as a dry run shows the plan and changes nothing', async () => {
    const { context, events, takeWrites } = await rehearse();
    const result = await deploy(context, STACK_IDS, { ...UNATTENDED, dryRun: true });
    expect(result.status).toBe('succeeded');
    expect(takeWrites()).toEqual([]);
    const plan = events.find((event) => event.type === 'plan')?.plan;
    expect(plan?.stacks.map(({ decision }) => decision.kind)).toEqual(['create', 'create', 'create', 'create']);
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
    const { context, takeWrites } = await rehearse({ answers: { confirm } });
    await deploy(context, STACK_IDS, UNATTENDED);
    takeWrites();
    const wider = { ...context, lab: { ...context.lab, networkZones: 2 } };
    await deploy(wider, STACK_IDS, { ...UNATTENDED, yes: false }).catch(() => undefined);
    expect(takeWrites().map(({ operation }) => operation)).toEqual(['CreateChangeSet', 'DeleteChangeSet']);
  });

  it('in express mode keeps rollback on, explicitly', async () => {
    const { context, sandbox } = await rehearse();
    await deploy(context, STACK_IDS, { ...UNATTENDED, express: true });
    const described = sandbox.cloud.invoke<{ Stacks: { DeploymentConfig?: object }[] }>({
      principal: { kind: 'root', account: '111111111111', arn: 'arn:aws:iam::111111111111:root', userId: '1' },
      account: '111111111111',
      region: 'us-east-1',
      service: 'cloudformation',
      operation: 'DescribeStacks',
      input: { StackName: 'pre-reqs' },
    });
    expect(described.Stacks[0]?.DeploymentConfig).toEqual({ Mode: 'EXPRESS', DisableRollback: false });
  });
});

describe('a share of the lab', () => {
  it('can be deployed by itself, in the order of the workshop', async () => {
    const { context } = await rehearse();
    expect((await deploy(context, ['prerequisites', 'catalog'], UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(context, ['selfService'], UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(context, ['staging'], UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
  });

  it('that lacks an output of another stack says which command makes it, and writes nothing', async () => {
    const { context, takeWrites } = await rehearse();
    await expect(deploy(context, ['selfService'], UNATTENDED)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('needs MasterPortfolioId, an output of stack LabSCToolsAccountSetup') as string,
      hint: expect.stringContaining('mlops-lab tools') as string,
    });
    expect(takeWrites()).toEqual([]);
  });
});

describe('a lab of another name', () => {
  it('stands beside the first, and neither touches the other', async () => {
    const first = await rehearse();
    await deploy(first.context, STACK_IDS, UNATTENDED);
    const spring = { ...first.context, lab: { ...first.context.lab, name: 'spring' } };
    const { loadBundle } = await import('../../src/assets/bundle.ts');
    const context = { ...spring, bundle: await loadBundle(spring.lab) };
    const result = await deploy(context, STACK_IDS, UNATTENDED);
    expect(result.status).toBe('succeeded');
    expect(result.outputs?.prerequisites?.AssetBucketName).toBe('mlops-spring-assets-111111111111-us-east-1');
    expect((await deploy(first.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
  });
});
