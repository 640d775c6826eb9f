import { beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../../src/actions/deploy/index.ts';
import { status } from '../../../src/actions/status/index.ts';
import { submit } from '../../../src/actions/submit/index.ts';
import { teardown } from '../../../src/actions/teardown/index.ts';
import { STACK_IDS, STACKS } from '../../../src/lab/stacks.ts';
import type { Bundle } from '../../../src/ports/assets.ts';
import type { Fault } from '../../../src/sandbox/kernel/faults.ts';
import { continued, deployedLab, type DeployedWorld } from '../../support/lab-in-place.ts';
import { UNATTENDED } from '../../support/rehearsal.ts';
import { shape } from '../../support/shape.ts';
import { drawn, inTurn } from '../../support/sweep.ts';
import { ACCIDENTS, deleteRole, unshare } from './accidents.ts';
import { operationsIn, staged, type Stage } from './stage.ts';

let world: DeployedWorld;

beforeAll(async () => {
  world = await deployedLab();
});

const denied = (call: string): Fault => ({ kind: 'error', call, code: 'AccessDenied' });

/** One thing of each account, and the share. */
function happen(stage: Stage): void {
  unshare(stage);
  deleteRole(stage.hands.tools, stage.idOf('pipeline', 'StartRole'));
  deleteRole(stage.hands.datascience, stage.idOf('selfService', 'LaunchRole'));
  deleteRole(stage.hands.staging, stage.idOf('staging', 'DeployRole'));
}

const inSomeTurn = inTurn(6);

describe('a lab of which something was deleted by hand', () => {
  inSomeTurn('works again after init, up to a release', async () => {
    const stage = staged(await continued(world));
    happen(stage);
    deleteRole(stage.hands.tools, stage.idOf('pipeline', 'TrainModelRole'));
    await deploy(stage.context, STACK_IDS, UNATTENDED);
    const { release } = await submit(stage.context, UNATTENDED, { hyperparameters: [], watch: true });
    expect(release?.outcome).toBe('released');
  });

  it('is told of in the plan of a dry run, which changes nothing', async () => {
    const stage = staged(await continued(world));
    const { context, events, takeWrites } = stage;
    happen(stage);
    takeWrites();
    const { status: ended } = await deploy(context, STACK_IDS, { ...UNATTENDED, dryRun: true });
    expect(ended).toBe('succeeded');
    expect(takeWrites()).toEqual([]);
    const plan = events.findLast((event) => event.type === 'plan')?.plan;
    expect(plan?.stacks.find(({ stack }) => stack === 'staging')?.decision).toEqual({
      kind: 'repair',
      because: 'deleted outside the lab: DeployRole',
      changes: [{ logicalId: 'DeployRole', resourceType: 'AWS::IAM::Role', action: 'add', properties: [] }],
    });
    expect(plan?.stacks.map(({ decision }) => decision.kind)).toEqual([
      'unchanged',
      'repair',
      'unchanged',
      'repair',
      'repair',
      'repair',
    ]);
  });

  it('is not touched where the plan is declined', async () => {
    const stage = staged(await continued(world, { answers: { confirm: () => Promise.resolve(false) } }));
    const { context, takeWrites } = stage;
    happen(stage);
    takeWrites();
    expect((await deploy(context, STACK_IDS, { ...UNATTENDED, yes: false })).status).toBe('declined');
    expect(takeWrites()).toEqual([]);
  });

  inSomeTurn('is repaired and updated in one run', async () => {
    const stage = staged(await continued(world));
    const { context, events } = stage;
    happen(stage);
    const lab = { ...context.lab, pipeline: { ...context.lab.pipeline, threshold: 7, retentionDays: 14 } };
    const stricter = { ...context, lab };
    expect((await deploy(stricter, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    expect(operationsIn(events)).toMatchObject({ pipeline: ['repair', 'update'], staging: ['repair', 'update'] });
    expect((await deploy(stricter, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    const { stacks = [] } = await status(stricter);
    expect(stacks.map(({ parameters, resources }) => [parameters, resources])).toEqual(
      STACK_IDS.map(() => ['current', 'current']),
    );
  });

  inSomeTurn(
    'is refused, and nothing written, where something else holds a value that nobody knows any more',
    async () => {
      const stage = staged(await continued(world));
      const { hands, idOf, takeWrites } = stage;
      const context = { ...stage.context, bundle: withHolder(stage.context.bundle) };
      await deploy(context, STACK_IDS, UNATTENDED);
      deleteRole(hands.datascience, idOf('selfService', 'DataScientistRole'));
      takeWrites();
      await expect(deploy(context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
        code: 'cannot-repair',
        message: expect.stringMatching(
          /^stack LabDSAccountSCSetup in .*: Holder depends on DataScientistRole\.RoleId/,
        ) as string,
      });
      expect(takeWrites()).toEqual([]);
    },
  );

  inSomeTurn('is made whole by a run that others repair beside', async () => {
    const stage = staged(await continued(world));
    const { context, events } = stage;
    const before = shape(stage);
    happen(stage);
    const runs = await Promise.all([deploy(context, STACK_IDS, UNATTENDED), deploy(context, STACK_IDS, UNATTENDED)]);
    expect(runs.map(({ status: ended }) => ended)).toEqual(['succeeded', 'succeeded']);
    expect(shape(stage)).toEqual(before);
    expect(events.filter((event) => event.type === 'stack-finished' && event.outcome === 'failed')).toEqual([]);
  });

  it('can be torn down as it is', async () => {
    for (const accident of drawn(ACCIDENTS.filter(({ name }) => TORN.has(name)))) {
      const stage = staged(await continued(world));
      accident.happen(stage);
      expect([accident.name, (await teardown(stage.context, UNATTENDED)).status]).toEqual([accident.name, 'succeeded']);
      expect(stage.inventory()).toEqual(world.before);
    }
  });
});

/** A lab with a log group that is named after the id of a role. */
function withHolder(bundle: Bundle): Bundle {
  const { template } = STACKS.selfService;
  const holder = [
    '  Holder:',
    '    Type: AWS::Logs::LogGroup',
    "    Properties: { LogGroupName: !Sub '/mlops/${DataScientistRole.RoleId}' }",
  ].join('\n');
  const text = bundle.templates.get(template)?.replace('\nOutputs:', `\n${holder}\n\nOutputs:`) ?? '';
  return { ...bundle, templates: new Map([...bundle.templates, [template, text]]) };
}

/** Those that take what others of the stack are in, or that others hold on to. */
const TORN = new Set([
  'the asset bucket',
  'the launch role',
  'the portfolio of the data scientists',
  'the network',
  'all roles of a stack, and more',
]);

describe('what may not be looked at', () => {
  it('is told as that by status, and counts neither as there nor as gone', async () => {
    const stage = staged(await continued(world, { faults: [denied('iam:ListRoles'), denied('s3:GetBucketPolicy')] }));
    happen(stage);
    const { stacks = [], next = [] } = await status(stage.context);
    const staging = stacks.find(({ stack }) => stack === 'staging');
    expect(staging?.resources).toBe('unknown');
    expect(staging?.drift?.map(({ logicalId, drift }) => `${logicalId} ${drift}`).sort()).toEqual([
      'DeployRole unread',
      'ModelBucketPolicy unread',
      'NonProdRole unread',
      'ProductionRole unread',
    ]);
    expect(staging?.drift?.map(({ reason = '' }) => reason)).toEqual(
      staging?.drift?.map(() => expect.stringMatching(/^account 333333333333: (IAM|S3) /) as string),
    );
    expect(stacks.find(({ stack }) => stack === 'catalog')?.resources).toBe('differs');
    expect(next.map(({ say }) => say).join('\n')).toContain('docs/permissions.md');
  });

  inSomeTurn('is a warning of init, which mends what it can', async () => {
    const stage = staged(await continued(world, { faults: [denied('iam:ListRoles')] }));
    const { context, events } = stage;
    unshare(stage);
    deleteRole(stage.hands.staging, stage.idOf('staging', 'DeployRole'));
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    expect(operationsIn(events)).toEqual({ catalog: ['repair', 'update'], selfService: ['repair', 'update'] });
    const warnings = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
    expect(warnings.join('\n')).toMatch(
      /stack LabStagingAccountSetup: whether .*DeployRole.* is still there could not be read: account 333333333333: IAM ListRoles/,
    );
  });
});

describe('a repair that was cut off', () => {
  it('after any event is finished by the same command, with the same end', async () => {
    const snapshots: string[] = [];
    const onStackEvent = (_: number, { cloud }: Stage['sandbox']) => void snapshots.push(cloud.world.snapshot());
    const whole = staged(await continued(world, { onStackEvent }));
    happen(whole);
    snapshots.length = 0;
    await deploy(whole.context, STACK_IDS, UNATTENDED);
    const expected = shape(whole);
    expect(snapshots.length).toBeGreaterThan(30);
    for (const [index, state] of drawn([...snapshots.entries()])) {
      const stage = staged(await continued({ ...world, state, blobs: whole.sandbox.cloud.blobs }));
      await deploy(stage.context, STACK_IDS, UNATTENDED);
      expect(shape(stage), `cut off after event ${String(index + 1)}`).toEqual(expected);
      expect((await deploy(stage.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    }
  });
});
