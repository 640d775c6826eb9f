import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import type { CallFault } from '../../src/sandbox/kernel/fault-schema.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { operatorOf } from '../permissions/people.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal, type RehearsalOptions } from '../support/rehearsal.ts';

const { tools, datascience } = LAB.accounts;
const VPC_STACK = 'LabDSAccountNetwork';

async function labInPlace(options?: Pick<RehearsalOptions, 'faults'>): Promise<Rehearsal> {
  return continued(await deployedLab(), options);
}

function as(account: string, { sandbox }: Rehearsal) {
  const { principal } = operatorOf(sandbox, account);
  return <Output = Record<string, unknown>>(service: string, operation: string, input: object): Output =>
    sandbox.cloud.answer({ principal, account, region: LAB.region, service, operation, input }) as Output;
}

type Result = Awaited<ReturnType<typeof teardown>>;

/** The stacks that are left, each with why and with what mends it. */
function stacksLeft({ leftovers = [] }: Result): Record<string, string> {
  const stacks = leftovers.filter(({ kind }) => kind === 'stack');
  return Object.fromEntries(
    stacks.map(({ name, reason, next = [] }) => [
      name,
      [reason, ...next.map(({ say, command = '' }) => `${say} ${command}`)].join('\n'),
    ]),
  );
}

async function torn({ context }: Rehearsal): Promise<Result> {
  const result = await teardown(context, UNATTENDED);
  expect(result).toMatchObject({ status: 'failed', error: { code: 'leftovers', exitCode: 5 } });
  return result;
}

function warnings({ events }: Rehearsal): string[] {
  return events.flatMap((event) => (event.type === 'notice' && event.level === 'warning' ? [event.message] : []));
}

function protect(rehearsal: Rehearsal, StackName: string, EnableTerminationProtection = true): void {
  const account = StackName.startsWith('LabDS') ? datascience.id : tools.id;
  const input = { StackName, EnableTerminationProtection };
  as(account, rehearsal)('cloudformation', 'UpdateTerminationProtection', input);
}

/** Puts things of somebody else into the lab's network, and gives what takes them out again. */
async function settleInNetwork(rehearsal: Rehearsal) {
  const inSpoke = as(datascience.id, rehearsal);
  const VpcId = (await rehearsal.context.cloud.datascience.stacks.find(VPC_STACK))?.outputs.VpcId ?? '';
  const { Subnet } = inSpoke<{ Subnet: { SubnetId: string } }>('ec2', 'CreateSubnet', {
    VpcId,
    CidrBlock: '10.60.12.0/24',
  });
  const { GroupId } = inSpoke<{ GroupId: string }>('ec2', 'CreateSecurityGroup', {
    VpcId,
    GroupName: 'theirs',
    Description: 'of somebody else',
  });
  const leave = () => {
    inSpoke('ec2', 'DeleteSubnet', { SubnetId: Subnet.SubnetId });
    inSpoke('ec2', 'DeleteSecurityGroup', { GroupId });
  };
  return { ids: [Subnet.SubnetId, GroupId], leave };
}

/** Lets somebody else into the portfolio, and gives what takes them out again. */
async function letIn(rehearsal: Rehearsal) {
  const inTools = as(tools.id, rehearsal);
  const stack = await rehearsal.context.cloud.tools.stacks.find('LabSCToolsAccountSetup');
  const PortfolioId = stack?.outputs.MasterPortfolioId;
  const PrincipalARN = `arn:aws:iam::${tools.id}:user/operator`;
  const association = { PortfolioId, PrincipalARN };
  inTools('servicecatalog', 'AssociatePrincipalWithPortfolio', { ...association, PrincipalType: 'IAM' });
  return { PrincipalARN, leave: () => inTools('servicecatalog', 'DisassociatePrincipalFromPortfolio', association) };
}

/** A stack policy holds updates alone. */
function holdUpdates(rehearsal: Rehearsal): void {
  const statement = { Effect: 'Deny', Action: 'Update:*', Principal: '*', Resource: '*' };
  const StackPolicyBody = JSON.stringify({ Statement: [statement] });
  as(tools.id, rehearsal)('cloudformation', 'SetStackPolicy', { StackName: 'pre-reqs', StackPolicyBody });
}

describe('what stands in the way of a teardown keeps what needs it, and the rest goes:', () => {
  it('protection, things in its network, people in its portfolio; once that is mended, all goes', async () => {
    const rehearsal = await labInPlace();
    const [network, portfolio] = [await settleInNetwork(rehearsal), await letIn(rehearsal)];
    protect(rehearsal, 'pre-reqs');
    holdUpdates(rehearsal);
    const left = stacksLeft(await torn(rehearsal));
    expect(Object.keys(left).sort()).toEqual(['LabDSAccountNetwork', 'LabSCToolsAccountSetup', 'pre-reqs']);
    expect(left['pre-reqs']).toMatch(/has termination protection\n.*update-termination-protection --no-enable/);
    for (const id of network.ids) {
      expect(left.LabDSAccountNetwork).toContain(` ${id}, which is not the lab's, is in network vpc-`);
      expect(left.LabDSAccountNetwork).toMatch(new RegExp(`delete ${id}, or take it out of the network *$`, 'm'));
    }
    expect(left.LabSCToolsAccountSetup).toContain(`principal ${portfolio.PrincipalARN}, which is not the lab's`);
    expect(warnings(rehearsal)).toContainEqual(expect.stringMatching(/termination protection; pre-reqs stays$/));
    network.leave();
    portfolio.leave();
    protect(rehearsal, 'pre-reqs', false);
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(rehearsal.inventory()).toEqual((await deployedLab()).before);
  });

  it('with a protected pipeline also what it deploys to and what it made, and nothing is said to be deleted of that', async () => {
    const rehearsal = await labInPlace();
    protect(rehearsal, 'LabMLOpsPipeline');
    const { ids } = await settleInNetwork(rehearsal);
    const before = rehearsal.inventory();
    const left = stacksLeft(await torn(rehearsal));
    expect(Object.keys(left).sort()).toEqual([
      'LabDSAccountNetwork',
      'LabMLOpsPipeline',
      'LabStagingAccountSetup',
      'pre-reqs',
    ]);
    expect(left.LabStagingAccountSetup).toBe('stack LabMLOpsPipeline needs it');
    expect(ids).toHaveLength(2);
    const [plan] = rehearsal.events.flatMap((event) => (event.type === 'teardown-plan' ? [event.items] : []));
    expect(plan?.map(({ name }) => name).sort()).toEqual(['LabDSAccountSCSetup', 'LabSCToolsAccountSetup']);
    expect(rehearsal.inventory()[LAB.accounts.staging.id]).toEqual(before[LAB.accounts.staging.id]);
  });

  it.each<[string, readonly Fault[], readonly string[], readonly RegExp[]]>([
    [
      'lists that are denied or fail, and buckets',
      [denied('sns:ListTopics'), failing('lambda:ListFunctions'), denied('s3:ListObjectVersions')],
      ['LabStagingAccountSetup', 'pre-reqs'],
      [/topics: cannot be listed/, /functions: cannot be listed: .*no luck/],
    ],
    [
      'what was released',
      [denied('sagemaker:ListEndpoints')],
      ['LabDSAccountSCSetup'],
      [/endpoints: cannot be listed/],
    ],
  ])('%s that may not be read', async (_, faults, stacks, told) => {
    const rehearsal = await labInPlace({ faults });
    const result = await torn(rehearsal);
    expect(Object.keys(stacksLeft(result))).toEqual(expect.arrayContaining([...stacks]));
    expect(Object.keys(stacksLeft(result)).length).toBeLessThan(6);
    const unlisted = result.leftovers?.filter(({ kind }) => kind === 'not listed') ?? [];
    const lines = unlisted.map(({ name, reason }) => `${name}: ${reason}`);
    for (const one of told) expect(lines.join('\n')).toMatch(one);
    expect(lines.filter((line) => !told.some((one) => one.test(line)))).toEqual([]);
    for (const { next = [] } of unlisted) expect(next[0]?.say).toMatch(/^allow the caller to read/);
  });

  it('of which a dry run warns', async () => {
    const rehearsal = await labInPlace({ faults: [denied('sns:ListTopics')] });
    rehearsal.takeWrites();
    const result = await teardown(rehearsal.context, { ...UNATTENDED, dryRun: true });
    expect(result.status).toBe('succeeded');
    expect(warnings(rehearsal)).toHaveLength(3);
    expect(rehearsal.takeWrites()).toEqual([]);
  });
});

describe('with --only', () => {
  it('one account is cleared, what the others need stays, and only that is told as left', async () => {
    const rehearsal = await labInPlace();
    const before = rehearsal.inventory();
    const result = await teardown(rehearsal.context, { ...UNATTENDED, only: ['tools'] });
    expect(result).toMatchObject({ status: 'failed', error: { exitCode: 5 } });
    expect(result.only).toEqual(['tools']);
    const left = stacksLeft(result);
    expect(Object.keys(left).sort()).toEqual(['LabSCToolsAccountSetup', 'pre-reqs']);
    expect(left.LabSCToolsAccountSetup).toMatch(
      /stack LabDSAccountSCSetup needs it\nend what is in that account first .*teardown --only datascience/,
    );
    expect(new Set(result.leftovers?.map(({ account }) => account))).toEqual(new Set(['tools']));
    const { [tools.id]: _, ...others } = rehearsal.inventory();
    expect(before).toMatchObject(others);
    for (const only of ['datascience', 'tools', 'staging'] as const) {
      expect((await teardown(rehearsal.context, { ...UNATTENDED, only: [only] })).status).toBe('succeeded');
    }
    expect(rehearsal.inventory()).toEqual((await deployedLab()).before);
  });
});

describe('what is left, when it cannot all be listed', () => {
  /** Two stacks, so that there is little to delete. */
  async function small(faults: readonly Fault[] = []): Promise<Rehearsal> {
    const rehearsal = await rehearse({ faults });
    await deploy(rehearsal.context, ['prerequisites', 'staging'], UNATTENDED);
    return rehearsal;
  }

  it('is a line of its own and no success, where nothing is to be deleted', async () => {
    const { context, sandbox } = await small();
    await teardown(context, UNATTENDED);
    const storage = memoryStorage(sandbox.cloud.world.snapshot(), sandbox.cloud.blobs);
    const again = await rehearse({ storage, faults: [denied('kms:ListResourceTags')] });
    const result = await teardown(again.context, UNATTENDED);
    expect(result.status).toBe('failed');
    const lines = result.leftovers?.filter(({ kind }) => kind === 'not listed') ?? [];
    expect(lines[0]).toMatchObject({ expected: false, name: expect.stringMatching(/^key /) as string });
    expect(result.error?.message).toMatch(/kinds of resources could not be listed/);
  });

  it('does not hide why a stack could not be deleted', async () => {
    const held: Fault = { kind: 'resource', resource: 'DeployRole', phase: 'delete', reason: 'held by a policy' };
    const { context } = await small([held, denied('sns:ListTopics')]);
    const result = await teardown(context, UNATTENDED);
    expect(result.error?.message).toContain('held by a policy');
    expect(result.leftovers?.filter(({ kind }) => kind === 'not listed')).toHaveLength(3);
  });
});

function denied(call: string): CallFault {
  const message = `User: somebody is not authorized to perform: ${call} because no identity-based policy allows it`;
  const code = call.startsWith('s3:') ? 'AccessDenied' : 'AccessDeniedException';
  return { kind: 'error', call, code, message, status: call.startsWith('s3:') ? 403 : 400 };
}

function failing(call: string): Fault {
  return { kind: 'error', call, code: 'InvalidParameterValueException', message: 'no luck', status: 400 };
}
