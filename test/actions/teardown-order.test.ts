import { beforeAll, describe, expect, it } from 'vitest';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { LabEvent } from '../../src/events.ts';
import { dependentsOf } from '../../src/lab/order.ts';
import { ownerTags } from '../../src/lab/owner.ts';
import { RUNTIME_KINDS } from '../../src/lab/runtime-resources.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { begin, call, endpoint, executions, pass, QUICK, releasedLab, submission } from '../pipeline/releases.ts';
import { continued, deployedLab, type SavedWorld } from '../support/lab-in-place.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

let released: SavedWorld;

beforeAll(async () => {
  released = await releasedLab();
}, 120_000);

/** What a lab reported, with what is done as soon as something is. */
function hearing(rehearsal: Rehearsal, hear: (event: LabEvent) => void) {
  const { ui } = rehearsal.context;
  const emit = (event: LabEvent): void => {
    ui.emit(event);
    hear(event);
  };
  return { ...rehearsal.context, ui: { ...ui, emit } };
}

function model(rehearsal: Rehearsal, ModelName: string): void {
  const { id } = LAB.accounts.staging;
  const Bucket = `mlops-lab--models-${id}-us-east-1`;
  call(rehearsal, 'staging', 's3:PutObject', { Bucket, Key: 'production/late.tar.gz', Body: new Uint8Array([1]) });
  call(rehearsal, 'staging', 'sagemaker:CreateModel', {
    ModelName,
    ExecutionRoleArn: `arn:aws:iam::${id}:role/mlops-lab--production-us-east-1`,
    PrimaryContainer: {
      Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
      ModelDataUrl: `s3://${Bucket}/production/late.tar.gz`,
    },
    Tags: Object.entries(ownerTags(LAB)).map(([Key, Value]) => ({ Key, Value })),
  });
}

function unexpected(leftovers: Awaited<ReturnType<typeof teardown>>['leftovers']) {
  return leftovers?.filter(({ expected }) => !expected).map(({ kind }) => kind);
}

describe('a teardown of a lab whose pipeline is at work', () => {
  let rehearsal: Rehearsal;
  let result: Awaited<ReturnType<typeof teardown>>;
  /** How many executions are under way after something was submitted to the stopped pipeline. */
  let begun: number | undefined;

  beforeAll(async () => {
    rehearsal = await continued(released);
    begin(rehearsal, submission(rehearsal, QUICK, 'first'));
    const late = submission(rehearsal, QUICK, 'late');
    const submitLate = () => {
      const Bucket = `mlops-lab--submissions-${LAB.accounts.tools.id}-us-east-1`;
      call(rehearsal, 'tools', 's3:PutObject', { Bucket, Key: 'submissions/submission.zip', Body: late });
      pass(rehearsal, 30);
      return executions(rehearsal).filter(({ status }) => status === 'InProgress').length;
    };
    const context = hearing(rehearsal, (event) => {
      if (event.type === 'notice' && event.message.endsWith('abandoned')) begun = submitLate();
      if (event.type === 'stack-started' && event.stack === 'pipeline')
        model(rehearsal, 'mlops-lab--production-fedcba987654');
    });
    result = await teardown(context, UNATTENDED);
  });

  it('goes by what needs what: releases by kind, then each stack after all that take something from it', () => {
    expect(result.status).toBe('succeeded');
    const order = rehearsal.events.flatMap((event) => {
      if (event.type === 'stack-started') return [`begin ${event.stack}`];
      if (event.type === 'stack-finished') return [`end ${event.stack}`];
      return event.type === 'deleted' ? [`delete ${event.kind}`] : [];
    });
    const firstStack = order.findIndex((entry) => entry.startsWith('begin '));
    const endpointGone = order.lastIndexOf('delete endpoint');
    expect(endpointGone).toBeGreaterThanOrEqual(0);
    expect(firstStack).toBeGreaterThan(endpointGone);
    const kinds = RUNTIME_KINDS.filter((kind) => kind !== 'endpoint' && order.includes(`delete ${kind}`));
    for (const kind of ['endpoint configuration', 'model', 'log group'] as const) {
      expect(kinds).toContain(kind);
      expect(order.indexOf(`delete ${kind}`), kind).toBeGreaterThan(endpointGone);
    }
    for (const id of STACK_IDS) {
      for (const dependent of dependentsOf(id)) {
        expect(order.indexOf(`begin ${id}`), `${id} after ${dependent}`).toBeGreaterThan(
          order.indexOf(`end ${dependent}`),
        );
      }
    }
  });

  it('takes along what a function made that was at work when the pipeline stopped', () => {
    expect(unexpected(result.leftovers)).toEqual([]);
    expect(rehearsal.inventory()[LAB.accounts.staging.id]?.filter((arn) => arn.includes(':model/'))).toEqual([]);
  });

  it('lets nothing start once the pipeline was stopped', () => {
    expect(begun).toBe(0);
  });
});

describe("a pipeline of the lab's name that is somebody else's", () => {
  it('goes on where the stack of the lab has none', async () => {
    const rehearsal = await continued(released);
    begin(rehearsal, submission(rehearsal, QUICK, 'theirs'));
    const stacks = rehearsal.context.cloud.tools.stacks;
    const resourcesOfType: typeof stacks.resourcesOfType = async (id, type) =>
      type === 'AWS::CodePipeline::Pipeline' ? [] : stacks.resourcesOfType(id, type);
    const { cloud } = rehearsal.context;
    const context = hearing(rehearsal, (event) => {
      if (event.type === 'stack-started') statuses ??= executions(rehearsal).map(({ status }) => status);
    });
    let statuses: (string | undefined)[] | undefined;
    const tools = { ...cloud.tools, stacks: { ...stacks, resourcesOfType } };
    await teardown({ ...context, cloud: { ...cloud, tools } }, UNATTENDED);
    expect(statuses).not.toContain('Stopped');
    expect(statuses).not.toContain('Stopping');
  });

  it('is started by a rule that is not disabled unless it is the lab’s', async () => {
    const rehearsal = await continued(released);
    const Name = 'mlops-lab--start';
    const { Targets } = call<{ Targets: { Id: string }[] }>(rehearsal, 'tools', 'events:ListTargetsByRule', {
      Rule: Name,
    });
    call(rehearsal, 'tools', 'events:RemoveTargets', { Rule: Name, Ids: Targets.map(({ Id }) => Id) });
    call(rehearsal, 'tools', 'events:DeleteRule', { Name });
    call(rehearsal, 'tools', 'events:PutRule', { Name, EventPattern: '{"source":["theirs"]}' });
    rehearsal.takeWrites();
    await teardown(rehearsal.context, UNATTENDED);
    expect(rehearsal.takeWrites().map(({ operation }) => operation)).not.toContain('DisableRule');
  });
});

describe('what fails in a teardown', () => {
  it('of one account does not cut short what is under way in the others', async () => {
    const fault: Fault = { kind: 'error', call: 'sagemaker:DeleteTrainingJob', code: 'AccessDenied', status: 403 };
    const rehearsal = await continued(released, { faults: [fault] });
    const result = await teardown(rehearsal.context, UNATTENDED);
    expect(result).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('DeleteTrainingJob') as string },
    });
    expect(unexpected(result.leftovers)).toContain('training job');
    expect(unexpected(result.leftovers)).not.toContain('endpoint');
    expect(endpoint(rehearsal, 'production')).toBeUndefined();
  });

  it('of one endpoint does not cut short the end of the other: stacks wait for it', async () => {
    const fault: Fault = {
      kind: 'error',
      call: 'sagemaker:DeleteEndpoint',
      code: 'AccessDenied',
      status: 403,
      times: 1,
    };
    const rehearsal = await continued(released, { faults: [fault] });
    await teardown(rehearsal.context, UNATTENDED);
    const steps = rehearsal.events.flatMap((event) => {
      if (event.type === 'stack-started') return ['stack'];
      return event.type === 'deleted' && event.kind === 'endpoint' ? ['endpoint'] : [];
    });
    expect(steps).toContain('stack');
    expect(steps.slice(0, steps.indexOf('stack'))).toEqual(['endpoint']);
  });
});

describe('lists that show what is gone for a while', () => {
  it('are looked at again for a minute, in no other account', async () => {
    const rehearsal = await continued(await deployedLab());
    const { cloud, clock } = rehearsal.context;
    let goneSince: number | undefined;
    const stale = { account: 'staging', accountId: LAB.accounts.staging.id, kind: 'role', name: 'mlops-lab--deploy' };
    const leftovers: typeof cloud.staging.leftovers = async (...asked) => {
      const found = await cloud.staging.leftovers(...asked);
      if (await cloud.tools.stacks.find('pre-reqs')) return found;
      goneSince ??= clock.now();
      const isStale = clock.now() - goneSince < 45_000;
      const left = { ...stale, account: 'staging', reason: 'still exists', expected: false } as const;
      return isStale ? { ...found, leftovers: [...found.leftovers, left] } : found;
    };
    const context = { ...rehearsal.context, cloud: { ...cloud, staging: { ...cloud.staging, leftovers } } };
    const result = await teardown(context, UNATTENDED);
    expect(unexpected(result.leftovers)).toEqual([]);
    expect(result.status).toBe('succeeded');
    const looks = rehearsal.sandbox.cloud.trail.entries().filter(({ operation }) => operation === 'ListTopics');
    const looksIn = ({ id }: { readonly id: string }) => looks.filter(({ account }) => account === id).length;
    const { tools, datascience, staging } = LAB.accounts;
    // Before the plan and at the end, and again only where something is left.
    expect([looksIn(tools), looksIn(datascience)]).toEqual([2, 2]);
    expect(looksIn(staging)).toBeGreaterThan(4);
  });
});
