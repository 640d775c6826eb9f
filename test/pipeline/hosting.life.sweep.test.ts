import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import type { PipelineSettings } from '../../src/lab/pipeline.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { continued, deployedLab, type SavedWorld } from '../support/lab-in-place.ts';
import { UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';
import { endpoint, pass, predictions, READY, rejectedInProduction, release, releasedLab } from './releases.ts';

type Kind = 'serverless' | 'instances';

/** The lab with its endpoints hosted otherwise from here on, as `init` changes that. */
async function rehosted(world: SavedWorld, kind: Kind): Promise<Rehearsal> {
  const endpointInstanceType = kind === 'instances' ? 'ml.m5.large' : undefined;
  const lab = { ...world.lab, pipeline: { ...world.lab.pipeline, endpointInstanceType } };
  const rehearsal = await continued({ ...world, lab });
  const { status } = await deploy(rehearsal.context, STACK_IDS, UNATTENDED);
  expect(status).toMatch(/succeeded|unchanged/);
  return rehearsal;
}

function standing(lab: Rehearsal) {
  pass(lab, READY);
  const found = endpoint(lab, 'production');
  const serverless = found?.ProductionVariants?.[0]?.CurrentServerlessConfig !== undefined;
  return {
    status: found?.EndpointStatus,
    kind: serverless ? 'serverless' : 'instances',
    configuration: found?.EndpointConfigName,
    predictions: predictions(lab, 'production'),
  };
}

/** A release that production refuses, and then one that it takes. */
async function badAndGood(world: SavedWorld, kind: Kind) {
  const lab = await rehosted(world, kind);
  const before = standing(lab);
  const rejected = await rejectedInProduction(lab, { num_round: 25, max_depth: 2 });
  const afterRejected = standing(lab);
  const good = await release(lab, { num_round: 30, max_depth: 3 });
  const afterGood = { ...standing(lab), nonprod: predictions(lab, 'nonprod') };
  return { before, rejected, afterRejected, good, afterGood };
}

describe('the plan of a change of hosting', async () => {
  const world = await deployedLab({ endpointInstanceType: 'ml.m5.large' });
  const planned = async (endpointInstanceType: string | undefined) => {
    const lab = { ...world.lab, pipeline: { ...world.lab.pipeline, endpointInstanceType } };
    const rehearsal = await continued({ ...world, lab });
    await deploy(rehearsal.context, STACK_IDS, { ...UNATTENDED, dryRun: true });
    return rehearsal.events.flatMap((event) => (event.type === 'plan' ? [event.plan.interruption] : []));
  };

  it('announces that production is interrupted on the way to serverless, and only there', async () => {
    const announced = expect.stringMatching(/^Endpoints go from ml\.m5\.large to serverless.*answers nobody/) as string;
    expect(await planned(undefined)).toEqual([announced]);
    expect(await planned('ml.m5.xlarge')).toEqual([undefined]);
  });
});

const INSTANCES = { endpointInstanceType: 'ml.m5.large' };

const COURSES: readonly (readonly [string, Partial<PipelineSettings>, Kind, Kind, RegExp])[] = [
  ['stay serverless', {}, 'serverless', 'serverless', /serves again$/],
  [
    'go from serverless to instances',
    {},
    'serverless',
    'instances',
    /serves again, from an endpoint that was created anew/,
  ],
  ['go from instances to serverless', INSTANCES, 'instances', 'serverless', /serves again/],
];

describe('endpoints that', () => {
  it.each(drawn(COURSES))('%s serve what is right after a rejected and after a good release', async (...course) => {
    const [, settings, from, to, told] = course;
    const { before, rejected, afterRejected, good, afterGood } = await badAndGood(await releasedLab(settings), to);
    expect(before).toMatchObject({ status: 'InService', kind: from });
    expect(rejected).toMatchObject({ status: 'failed', release: { failed: { action: 'EvaluateProduction' } } });
    expect(rejected.release?.failed?.message).toContain(
      `The previous configuration ${before.configuration ?? ''} serves`,
    );
    expect(rejected.release?.failed?.message).toMatch(told);
    expect(afterRejected).toEqual(before);
    expect(good.release?.outcome).toBe('released');
    expect(afterGood).toMatchObject({ status: 'InService', kind: to });
    expect(afterGood.predictions).toEqual(afterGood.nonprod);
    expect(afterGood.predictions).not.toEqual(before.predictions);
  });
});
