import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { dependenciesOf } from '../../src/lab/order.ts';
import { STACK_IDS, STACKS, type StackId } from '../../src/lab/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';

const OPERATOR = {
  kind: 'root',
  account: '111111111111',
  arn: 'arn:aws:iam::111111111111:root',
  userId: 'AIDAOPERATOR',
} as const;

const HANDLE = 'Resources: { Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" } }';
const OURS = [{ Key: 'mlops-lab:deployment', Value: 'lab/111111111111/us-east-1' }];

function cloudFormation({ sandbox }: Rehearsal, operation: string, input: object): void {
  const where = { principal: OPERATOR, account: OPERATOR.account, region: 'us-east-1' };
  sandbox.cloud.answer({ ...where, service: 'cloudformation', operation, input });
}

function pass(rehearsal: Rehearsal, seconds: number): void {
  rehearsal.sandbox.cloud.advanceTo(rehearsal.sandbox.clock.now() + seconds * 1000);
}

async function succeeds({ context }: Rehearsal, stacks: readonly StackId[] = STACK_IDS): Promise<void> {
  expect((await deploy(context, stacks, UNATTENDED)).status).toBe('succeeded');
}

describe('stacks met in every state', () => {
  it('ROLLBACK_COMPLETE of ours: deleted and created', async () => {
    const fault: Fault = { kind: 'resource', resource: 'KeyAlias', phase: 'create', reason: 'taken', times: 1 };
    const rehearsal = await rehearse({ faults: [fault] });
    await expect(deploy(rehearsal.context, ['prerequisites'], UNATTENDED)).rejects.toMatchObject({
      code: 'stack-failed',
    });
    await succeeds(rehearsal, ['prerequisites']);
  });

  it('CREATE_FAILED of ours: deleted and created', async () => {
    const rehearsal = await rehearse({
      faults: [{ kind: 'resource', resource: 'Handle', phase: 'create', reason: 'no' }],
    });
    const failing = { StackName: 'pre-reqs', TemplateBody: HANDLE, Tags: OURS, OnFailure: 'DO_NOTHING' };
    cloudFormation(rehearsal, 'CreateStack', failing);
    pass(rehearsal, 60);
    await succeeds(rehearsal, ['prerequisites']);
  });

  it('REVIEW_IN_PROGRESS of ours: deleted and created', async () => {
    const rehearsal = await rehearse();
    const changeSet = { StackName: 'pre-reqs', ChangeSetName: 'c', ChangeSetType: 'CREATE', TemplateBody: HANDLE };
    cloudFormation(rehearsal, 'CreateChangeSet', { ...changeSet, Tags: OURS });
    pass(rehearsal, 10);
    await succeeds(rehearsal, ['prerequisites']);
  });

  it('CREATE_IN_PROGRESS of ours: attached to, then updated to what it should be', async () => {
    const rehearsal = await rehearse();
    cloudFormation(rehearsal, 'CreateStack', { StackName: 'pre-reqs', TemplateBody: HANDLE, Tags: OURS });
    await succeeds(rehearsal, ['prerequisites']);
    const started = rehearsal.events.flatMap((event) => (event.type === 'stack-started' ? [event] : []));
    const operations = started.filter(({ stack }) => stack === 'prerequisites').map(({ operation }) => operation);
    expect(operations).toEqual(['attach', 'update']);
  });

  it('DELETE_IN_PROGRESS of ours: waited for, then created', async () => {
    const rehearsal = await rehearse();
    await succeeds(rehearsal, ['prerequisites', 'catalog']);
    cloudFormation(rehearsal, 'DeleteStack', { StackName: 'LabSCToolsAccountSetup' });
    await succeeds(rehearsal, ['prerequisites', 'catalog']);
  });

  it.each([
    ['UPDATE_FAILED', true, 1],
    ['UPDATE_ROLLBACK_FAILED', false, 2],
  ])('%s of ours that differs: rolled back, then updated', async (status, DisableRollback, times) => {
    const fault: Fault = { kind: 'resource', resource: 'Group', phase: 'update', reason: 'no', times };
    const rehearsal = await rehearse({ faults: [fault] });
    const group = (days: number) =>
      `Resources: { Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: g, RetentionInDays: ${String(days)} } } }`;
    const StackName = 'pre-reqs';
    cloudFormation(rehearsal, 'CreateStack', { StackName, TemplateBody: group(1), Tags: OURS });
    pass(rehearsal, 60);
    cloudFormation(rehearsal, 'UpdateStack', { StackName, TemplateBody: group(3), Tags: OURS, DisableRollback });
    pass(rehearsal, 120);
    expect((await rehearsal.context.cloud.tools.stacks.find(StackName))?.status).toBe(status);
    await succeeds(rehearsal, ['prerequisites']);
    const operations = rehearsal.events.flatMap((event) => (event.type === 'stack-started' ? [event.operation] : []));
    expect(operations).toEqual(['recover', 'update']);
  });

  it('a stack of that name that is not ours: refused before anything is written', async () => {
    const rehearsal = await rehearse();
    cloudFormation(rehearsal, 'CreateStack', { StackName: 'LabSCToolsAccountSetup', TemplateBody: HANDLE });
    pass(rehearsal, 60);
    rehearsal.takeWrites();
    await expect(deploy(rehearsal.context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      code: 'foreign-stack',
      message: expect.stringContaining('LabSCToolsAccountSetup') as string,
    });
    expect(rehearsal.takeWrites()).toEqual([]);
  });
});

describe('a stack whose update failed', () => {
  it('is rolled back before a teardown deletes it, so that nothing of the update stays', async () => {
    const fault: Fault = { kind: 'resource', resource: 'Group', phase: 'update', reason: 'no', times: 1 };
    const rehearsal = await rehearse({ faults: [fault] });
    const before = rehearsal.inventory();
    const group = (days: number) =>
      `Resources: { Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: g, RetentionInDays: ${String(days)} } } }`;
    const StackName = 'pre-reqs';
    cloudFormation(rehearsal, 'CreateStack', { StackName, TemplateBody: group(1), Tags: OURS });
    pass(rehearsal, 60);
    cloudFormation(rehearsal, 'UpdateStack', { StackName, TemplateBody: group(3), Tags: OURS, DisableRollback: true });
    pass(rehearsal, 120);
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    const operations = rehearsal.events.flatMap((event) => (event.type === 'stack-started' ? [event.operation] : []));
    expect(operations).toEqual(['recover', 'delete']);
    expect(rehearsal.inventory()).toEqual(before);
  });
});

describe('a failed stack', () => {
  it('is reported by its first cause, with the line of the template', async () => {
    const fault: Fault = { kind: 'resource', resource: 'Subnet1', phase: 'create', reason: 'the CIDR is in use' };
    const { context } = await rehearse({ faults: [fault] });
    await expect(deploy(context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(
        /LabDSAccountNetwork in account 222222222222 ended as ROLLBACK_COMPLETE: Subnet1, AWS::EC2::Subnet \(templates\/datascience\/network\.yaml:\d+\): .*the CIDR is in use/,
      ) as string,
    });
  });
});

const UNKIND: readonly (readonly [string, Fault])[] = [
  ['throttles every third call', { kind: 'throttle', call: '*', share: 0.34 }],
  ['throttles seven of ten CloudFormation calls', { kind: 'throttle', call: 'cloudformation:*', share: 0.7 }],
  ['answers with server errors now and then', { kind: 'error', call: '*', code: 'InternalFailure', share: 0.2 }],
  ['drops connections', { kind: 'drop', call: '*', share: 0.2 }],
  ['is slow', { kind: 'slow', call: '*', seconds: 3, share: 0.3 }],
];

describe('a network that is not kind', () => {
  it.each(drawn(UNKIND))('slows a run and does not fail it: %s', async (_, fault) => {
    await succeeds(await rehearse({ faults: [fault] }));
  });

  it('ends a run with exit code 3 when credentials expire for good, and the next run finishes it', async () => {
    const fault: Fault = { kind: 'expire', call: 'cloudformation:DescribeStackEvents', times: 1 };
    const rehearsal = await rehearse({ faults: [fault] });
    await expect(deploy(rehearsal.context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      code: 'credentials-expired',
      exitCode: 3,
    });
    await succeeds(rehearsal);
  });
});

describe('an update', () => {
  it('shows properties with their values before it is confirmed, and carries out just that', async () => {
    const first = await continued(await deployedLab());
    const lab = { ...LAB, network: { zones: 2 } };
    let asked = 0;
    const confirm = () => {
      asked += 1;
      return Promise.resolve(true);
    };
    const context = { ...first.context, lab, ui: { ...first.context.ui, confirm } };
    first.events.length = 0;
    const result = await deploy(context, STACK_IDS, { ...UNATTENDED, yes: false });
    expect(result.status).toBe('succeeded');
    expect(asked).toBe(1);
    const plan = first.events.find((event) => event.type === 'plan')?.plan;
    const decision = plan?.stacks.find(({ stack }) => stack === 'network')?.decision;
    expect(decision).toMatchObject({ kind: 'update', because: 'Zone2 changed' });
    const added = decision?.kind === 'update' ? decision.changes.filter(({ action }) => action === 'add') : [];
    expect(added.map(({ logicalId }) => logicalId)).toContain('Subnet2');
  });

  it('that is declined leaves no change set behind', async () => {
    const answers = { confirm: () => Promise.resolve(false) };
    const rehearsal = await continued(await deployedLab(), { answers });
    const before = rehearsal.inventory();
    const context = { ...rehearsal.context, lab: { ...LAB, network: { zones: 3 } } };
    expect((await deploy(context, STACK_IDS, { ...UNATTENDED, yes: false })).status).toBe('declined');
    expect(rehearsal.inventory()).toEqual(before);
    expect((await deploy(rehearsal.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
  });

  it('in a dry run is told from the templates, without a change set', async () => {
    const rehearsal = await continued(await deployedLab());
    rehearsal.takeWrites();
    const context = { ...rehearsal.context, lab: { ...LAB, network: { zones: 3 } } };
    await deploy(context, STACK_IDS, { ...UNATTENDED, dryRun: true });
    expect(rehearsal.takeWrites()).toEqual([]);
  });
});

describe('a template that is too long to be sent along', () => {
  it('goes through the asset bucket, into the other accounts as well', async () => {
    const { context, sandbox } = await rehearse();
    const padding = `# ${'x'.repeat(100)}\n`.repeat(520);
    const afterTheBucket = new Set(
      STACK_IDS.filter((id) => dependenciesOf(id).includes('prerequisites')).map((id) => STACKS[id].template),
    );
    const lengthened = (path: string, body: string) => (afterTheBucket.has(path) ? body + padding : body);
    const templates = new Map([...context.bundle.templates].map(([path, body]) => [path, lengthened(path, body)]));
    const long = { ...context, bundle: { ...context.bundle, templates } };
    expect((await deploy(long, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    const puts = sandbox.cloud.trail.entries().filter(({ operation }) => operation === 'PutObject');
    expect(puts.flatMap(({ resources }) => resources).filter((arn) => arn.includes('/stack-templates/'))).toHaveLength(
      3,
    );
  });
});

describe('a value that a template does not take', () => {
  it('is refused before the first write, with value, parameter and reason', async () => {
    const rehearsal = await rehearse();
    const pipeline = { ...LAB.pipeline, serverlessConcurrency: 900 };
    const context = { ...rehearsal.context, lab: { ...LAB, pipeline } };
    await expect(deploy(context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('ServerlessMaxConcurrency = "900"') as string,
    });
    expect(rehearsal.takeWrites()).toEqual([]);
  });
});
