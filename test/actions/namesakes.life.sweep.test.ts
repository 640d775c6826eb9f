import { describe, expect, it } from 'vitest';
import { approve } from '../../src/actions/approve/index.ts';
import { deploy } from '../../src/actions/deploy/index.ts';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import { login } from '../../src/actions/login/index.ts';
import { listNotebooks } from '../../src/actions/notebook/list.ts';
import { status } from '../../src/actions/status/index.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import { ownerOf } from '../../src/lab/owner.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { deployedLab, saved, type SavedWorld } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { saying } from '../support/steps.ts';
import { drawn, inTurn } from '../support/sweep.ts';

/** Another lab of the default name, with a Tools account of its own. */
function namesake(accounts: Partial<LabSettings['accounts']>): LabSettings {
  const account = (id: string) => ({ id, roleArn: `arn:aws:iam::${id}:role/LabAdministrator` });
  const own = {
    tools: account('444444444444'),
    datascience: account('555555555555'),
    staging: account('666666666666'),
  };
  return { ...LAB, accounts: { ...own, ...accounts } };
}

/** A lab in a world that somebody else's lab is in already. */
function beside(world: SavedWorld, lab: LabSettings): Promise<Rehearsal> {
  return rehearse({ lab, storage: memoryStorage(world.state, world.blobs) });
}

const { datascience, staging } = LAB.accounts;
const SHARED_STAGING = namesake({ staging });
const SHARED_SCIENTISTS = namesake({ datascience });

/** Everything that was changed, also by services on somebody's behalf, since the sandbox was opened. */
function changes({ sandbox }: Rehearsal): string[] {
  const entries = sandbox.cloud.trail.entries().filter(({ mutating }) => mutating);
  return entries.map(({ service, operation, resources }) => `${service}:${operation} ${resources.join()}`);
}

/** All that the first lab's accounts hold. */
function holdings({ sandbox: { cloud } }: Rehearsal): string[] {
  return Object.values(LAB.accounts).flatMap(({ id }) => cloud.inventory(id));
}

function refusal(second: LabSettings): object {
  const [, tools] = ownerOf(second).split('/');
  return {
    code: 'foreign-stack',
    exitCode: 1,
    message: expect.stringMatching(
      new RegExp(
        `belongs to the lab "lab" of the Tools account 1{12} .* not to the lab "lab" of the Tools account ${tools}`,
      ),
    ) as string,
    hints: saying('--name'),
  };
}

const SHARED = [
  ['Staging', SHARED_STAGING],
  ['Data Scientist', SHARED_SCIENTISTS],
] as const;

describe.each(drawn(SHARED))('a second lab of one name that shares the %s account', (_, lab) => {
  it.each([
    ['init', (second: Rehearsal) => deploy(second.context, STACK_IDS, UNATTENDED)],
    ['init --dry-run', (second: Rehearsal) => deploy(second.context, STACK_IDS, { ...UNATTENDED, dryRun: true })],
    ['status', (second: Rehearsal) => status(second.context)],
    ['teardown', (second: Rehearsal) => teardown(second.context, UNATTENDED)],
  ])('is refused, and nothing is changed: %s', async (__, run) => {
    const second = await beside(await deployedLab(), lab);
    const before = holdings(second);
    await expect(run(second)).rejects.toMatchObject(refusal(lab));
    expect(changes(second)).toEqual([]);
    expect(holdings(second)).toEqual(before);
  });

  it('takes its own away again, and leaves the first as it was', async () => {
    const world = await deployedLab();
    const second = await beside(world, lab);
    const before = second.inventory();
    await deploy(second.context, ['prerequisites', 'catalog'], UNATTENDED);
    expect((await teardown(second.context, UNATTENDED)).status).toBe('succeeded');
    expect(second.events).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('it is left alone') as string }),
    );
    expect(second.inventory()).toEqual(before);
    const first = await beside(saved(second), LAB);
    expect((await deploy(first.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    expect(changes(first)).toEqual([]);
  });
});

const COMMANDS = [
  ['staging', SHARED_STAGING],
  ['network', SHARED_SCIENTISTS],
  ['selfService', SHARED_SCIENTISTS],
  ['pipeline', SHARED_STAGING],
] as const;

it.each(drawn(COMMANDS))('the command for the stack %s is refused as well', async (id, lab) => {
  const second = await beside(await deployedLab(), lab);
  await deploy(second.context, ['prerequisites', 'catalog'], UNATTENDED);
  second.takeWrites();
  await expect(deploy(second.context, [id], UNATTENDED)).rejects.toMatchObject(refusal(lab));
  expect(second.takeWrites()).toEqual([]);
});

describe('a data scientist of a second lab of one name', () => {
  const request = { format: undefined, open: false };
  it.each([
    ['login', (second: Rehearsal) => login(second.context, request)],
    ['submit', (second: Rehearsal) => submit(second.context, UNATTENDED, { watch: false, hyperparameters: [] })],
    ['notebook list', (second: Rehearsal) => listNotebooks(second.context)],
  ])('does not become one of the first: %s', async (_, run) => {
    const second = await beside(await deployedLab(), SHARED_SCIENTISTS);
    await expect(run(second)).rejects.toMatchObject(refusal(SHARED_SCIENTISTS));
    expect(changes(second)).toEqual([]);
  });

  it('who may not look at stacks is kept apart by what the role may do', async () => {
    const { state, blobs } = await deployedLab();
    const storage = memoryStorage(state, blobs);
    const denied = { kind: 'error', call: 'cloudformation:DescribeStacks', code: 'AccessDenied' } as const;
    const second = await rehearse({ lab: SHARED_SCIENTISTS, storage, faults: [denied] });
    await expect(submit(second.context, UNATTENDED, { watch: false, hyperparameters: [] })).rejects.toMatchObject({
      code: 'role-refused',
    });
    expect(changes(second)).toEqual([]);
  });
});

it.each([
  ['approve', (lab: Rehearsal) => approve(lab.context, UNATTENDED, { reject: false })],
  ['pipeline --watch', (lab: Rehearsal) => watchPipeline(lab.context, undefined)],
])('%s does not act on a pipeline whose stack is of another owner', async (_, run) => {
  // Whoever was told another region or Tools account finds a stack that is tagged so.
  const world = await deployedLab();
  const lab = await beside(world, LAB);
  const Tags = [{ Key: 'mlops-lab:deployment', Value: ownerOf(SHARED_STAGING) }];
  const Parameters = Object.keys((await lab.context.cloud.tools.stacks.find('LabMLOpsPipeline'))?.parameters ?? {}).map(
    (ParameterKey) => ({ ParameterKey, UsePreviousValue: true }),
  );
  const input = { StackName: 'LabMLOpsPipeline', UsePreviousTemplate: true, Parameters, Tags };
  invoke(lab, 'cloudformation', 'UpdateStack', { ...input, Capabilities: ['CAPABILITY_NAMED_IAM'] });
  lab.sandbox.cloud.advanceTo(lab.sandbox.clock.now() + 600_000);
  await expect(run(lab)).rejects.toMatchObject({ code: 'foreign-stack' });
});

function invoke({ sandbox }: Rehearsal, service: string, operation: string, input: object): void {
  const account = LAB.accounts.tools.id;
  const principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account } as const;
  sandbox.cloud.answer({ principal, account, region: LAB.region, service, operation, input });
}

const inSomeTurn = inTurn(3);

inSomeTurn(
  'a second lab of one name in the same accounts, in another region is a lab of its own: it comes and goes, and the first stays as it was',
  async () => {
    const lab = { ...LAB, region: 'eu-west-1' };
    const second = await beside(await deployedLab(), lab);
    const before = second.inventory();
    expect((await deploy(second.context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    const result = await teardown(second.context, UNATTENDED);
    expect(result.status).toBe('succeeded');
    expect(second.inventory()).toEqual(before);
    const foreign = second.sandbox.cloud.trail
      .entries()
      .filter(({ mutating, region }) => mutating && region === LAB.region);
    // IAM is of no region; everything else is called where the lab is.
    expect(foreign.filter(({ service }) => service !== 'iam')).toEqual([]);
  },
);

inSomeTurn(
  'what a lab left in an account that another lab of its name has come to use is neither served over nor cleared away',
  async () => {
    const first = await beside(await deployedLab(), LAB);
    await submit(first.context, UNATTENDED, { hyperparameters: [], watch: true });
    await first.context.cloud.staging.objects.empty(`mlops-lab--models-${staging.id}-us-east-1`);
    await first.context.cloud.staging.stacks.delete('LabStagingAccountSetup', UNATTENDED);
    first.sandbox.cloud.advanceTo(first.sandbox.clock.now() + 600_000);
    const second = await beside(saved(first), SHARED_STAGING);
    const standing = second.sandbox.cloud.inventory(staging.id).filter((arn) => arn.includes(':sagemaker:'));
    expect(standing).toContainEqual(expect.stringContaining('endpoint/mlops-lab--production'));
    await deploy(second.context, STACK_IDS, UNATTENDED);
    const { release } = await submit(second.context, UNATTENDED, { hyperparameters: [], watch: true });
    expect(release?.failed).toMatchObject({
      action: 'DeployToNonProd',
      message: expect.stringContaining('belongs to the lab "lab" of the Tools account 111111111111') as string,
    });
    const torn = await teardown(second.context, UNATTENDED);
    expect(torn.leftovers?.filter(({ expected }) => !expected)).toEqual([]);
    const after = second.sandbox.cloud.inventory(staging.id).filter((arn) => arn.includes(':sagemaker:'));
    expect(after).toEqual(standing);
  },
);

inSomeTurn("what only looks like the lab's is neither touched by a teardown nor counted as left over", async () => {
  const lab = await beside(await deployedLab(), LAB);
  const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const logs = '/aws/sagemaker/Endpoints/mlops-lab--';
  const strangers: readonly (readonly [service: string, operation: string, input: object])[] = [
    ['events', 'PutRule', { Name: 'mlops-lab--starter', EventPattern: '{"source":["x"]}' }],
    ['sns', 'CreateTopic', { Name: 'mlops-lab--notifications' }],
    ['s3', 'CreateBucket', { Bucket: `mlops-lab--mine-us-east-1` }],
    ['iam', 'CreateRole', { RoleName: 'mlops-lab--mine-us-east-1', AssumeRolePolicyDocument }],
    ['ssm', 'PutParameter', { Name: '/mlops/lab/mine', Type: 'String', Value: 'x' }],
    ['logs', 'CreateLogGroup', { logGroupName: `${logs}mine` }],
    // Exactly the lab's name, but in an account where it has no endpoints.
    ['logs', 'CreateLogGroup', { logGroupName: `${logs}production` }],
  ];
  const before = holdings(await beside(saved(lab), LAB));
  for (const [service, operation, input] of strangers) invoke(lab, service, operation, input);
  const made = holdings(lab).filter((arn) => !before.includes(arn));
  expect(made).toHaveLength(strangers.length);
  const result = await teardown(lab.context, UNATTENDED);
  expect(result.leftovers?.filter(({ expected }) => !expected)).toEqual([]);
  expect(result.status).toBe('succeeded');
  expect(holdings(lab)).toEqual(expect.arrayContaining(made));
});
