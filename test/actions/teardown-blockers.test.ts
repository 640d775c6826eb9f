import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import type { CallFault } from '../../src/sandbox/kernel/fault-schema.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { operatorOf } from '../permissions/people.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal, type RehearsalOptions } from '../support/rehearsal.ts';
import { inWords } from '../support/steps.ts';
import { type LabError } from '../../src/errors.ts';

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

/** Refused with all of this said, and nothing done. */
async function isBlocked(rehearsal: Rehearsal, ...told: readonly (string | RegExp)[]): Promise<void> {
  rehearsal.takeWrites();
  const error: unknown = await teardown(rehearsal.context, UNATTENDED).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'teardown-blocked', exitCode: 1 });
  const { message, hints } = error as LabError;
  for (const text of told) expect(`${message}\n${inWords(hints)}`).toMatch(text);
  expect(rehearsal.takeWrites()).toEqual([]);
}

/** Which is then taken off, as the hint says. */
async function stoppedByProtection(rehearsal: Rehearsal): Promise<void> {
  const protection = (EnableTerminationProtection: boolean) =>
    as(tools.id, rehearsal)('cloudformation', 'UpdateTerminationProtection', {
      StackName: 'pre-reqs',
      EnableTerminationProtection,
    });
  protection(true);
  await isBlocked(
    rehearsal,
    'stack pre-reqs in the Tools account 111111111111 has termination protection; nothing was deleted',
    /update-termination-protection --no-enable-termination-protection --stack-name pre-reqs --region us-east-1/,
  );
  protection(false);
}

/** Which they then take out of the network again. */
async function stoppedByThings(rehearsal: Rehearsal): Promise<void> {
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
  await isBlocked(rehearsal, `subnet ${Subnet.SubnetId}, which is not the lab's`, `security group ${GroupId}`, VpcId);
  inSpoke('ec2', 'DeleteSubnet', { SubnetId: Subnet.SubnetId });
  inSpoke('ec2', 'DeleteSecurityGroup', { GroupId });
}

/** Whom the others then take out of the portfolio again. */
async function stoppedByPeople(rehearsal: Rehearsal): Promise<void> {
  const inTools = as(tools.id, rehearsal);
  const stack = await rehearsal.context.cloud.tools.stacks.find('LabSCToolsAccountSetup');
  const PortfolioId = stack?.outputs.MasterPortfolioId;
  const PrincipalARN = `arn:aws:iam::${tools.id}:user/operator`;
  const association = { PortfolioId, PrincipalARN };
  inTools('servicecatalog', 'AssociatePrincipalWithPortfolio', { ...association, PrincipalType: 'IAM' });
  await isBlocked(rehearsal, `principal ${PrincipalARN}, which is not the lab's, is in portfolio ${PortfolioId ?? ''}`);
  inTools('servicecatalog', 'DisassociatePrincipalFromPortfolio', association);
}

/** A stack policy holds updates alone. */
function holdUpdates(rehearsal: Rehearsal): void {
  const statement = { Effect: 'Deny', Action: 'Update:*', Principal: '*', Resource: '*' };
  const StackPolicyBody = JSON.stringify({ Statement: [statement] });
  as(tools.id, rehearsal)('cloudformation', 'SetStackPolicy', { StackName: 'pre-reqs', StackPolicyBody });
}

describe('before it deletes anything a teardown is stopped by', () => {
  it('termination protection, things in its network and people in its portfolio that are not its own, and nothing else', async () => {
    const rehearsal = await labInPlace();
    await stoppedByProtection(rehearsal);
    await stoppedByThings(rehearsal);
    await stoppedByPeople(rehearsal);
    holdUpdates(rehearsal);
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(rehearsal.inventory()).toEqual((await deployedLab()).before);
  });

  it.each<[string, Fault, RegExp]>([
    ['a list that is denied', denied('sns:ListTopics'), /topics of account 111111111111: cannot be listed/],
    ['a list that fails', failing('lambda:ListFunctions'), /functions of account \d+: cannot be listed: .*no luck/],
    ['what was released and cannot be read', denied('sagemaker:ListEndpoints'), /what was released in account \d+/],
    ['a bucket that cannot be looked into', denied('s3:ListObjectVersions'), /bucket mlops-lab--\S+: account \d+/],
    ['a key whose tags are denied', denied('kms:ListResourceTags'), /key [\w-]{36} of account \d+: cannot be listed/],
  ])('%s', async (_, fault, told) => {
    await isBlocked(await labInPlace({ faults: [fault] }), told);
  });

  it('all of that at once, and each is told with its remedy', async () => {
    const rehearsal = await labInPlace({ faults: [denied('sns:ListTopics')] });
    const protect = { StackName: 'pre-reqs', EnableTerminationProtection: true };
    as(tools.id, rehearsal)('cloudformation', 'UpdateTerminationProtection', protect);
    await isBlocked(
      rehearsal,
      /^nothing was deleted[^]*\n- .*termination protection\n/,
      /\n- .*topics of account \d+/,
      /\nif stack pre-reqs is to go all the same/,
      /\nlet whoever runs this look at .*topics of account \d+/,
      /\nthen run the same command again: /,
    );
  });

  it('none of it in a dry run, which warns of it', async () => {
    const rehearsal = await labInPlace({ faults: [denied('sns:ListTopics')] });
    const result = await teardown(rehearsal.context, { ...UNATTENDED, dryRun: true });
    expect(result.status).toBe('succeeded');
    const warnings = rehearsal.events.filter((event) => event.type === 'notice' && event.level === 'warning');
    expect(warnings).toHaveLength(3);
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
    // The three lists of the plan pass.
    const late: Fault = { ...denied('sns:ListTopics'), share: 0.25 };
    const { context } = await small([held, late]);
    const result = await teardown(context, UNATTENDED);
    expect(result.error?.message).toContain('held by a policy');
    expect(result.leftovers?.filter(({ kind }) => kind === 'not listed')).toHaveLength(1);
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
