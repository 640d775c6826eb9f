import { describe, expect, it } from 'vitest';
import { submit } from '../../src/actions/submit/index.ts';
import { packModel, readModel } from '../../src/lab/submission/model.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { PENGUINS } from '../support/course.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import {
  ARTIFACTS,
  bytesOf,
  call,
  configurationOf,
  configurations,
  endpoint,
  MODELS,
  packages,
  predictions,
  release,
  submitWatched,
} from './releases.ts';

describe('a release of data, and those that follow it', async () => {
  const lab = await continued(await deployedLab());
  const standing = () => ({
    nonprod: configurationOf(lab, 'nonprod'),
    production: configurationOf(lab, 'production'),
    predictions: predictions(lab, 'production'),
    configurations: configurations(lab),
  });
  const first = await submitWatched(lab);
  const afterFirst = { ...standing(), endpoints: [endpoint(lab, 'nonprod'), endpoint(lab, 'production')] };
  const { executionId = '' } = first.release ?? {};
  const model = bytesOf(lab, 'tools', ARTIFACTS, `models/${executionId}/mlops-lab--${executionId}/output/model.tar.gz`);
  keepOneConfiguration();
  const second = await release(lab, { num_round: 30, max_depth: 2 });
  const afterSecond = standing();
  const passed = await submitModel();
  const afterModel = standing();
  const unasked = await submitModel();
  const last = await submitModel({ again: true });

  /** As the template's parameter has it, so that a few releases are enough. */
  function keepOneConfiguration(): void {
    const FunctionName = 'MLOps-BIA-DeployModel-lab';
    const found = call<{ Environment: { Variables: object } }>(lab, 'tools', 'lambda:GetFunctionConfiguration', {
      FunctionName,
    });
    const Variables = { ...found.Environment.Variables, KEPT_CONFIGURATIONS: '1' };
    call(lab, 'tools', 'lambda:UpdateFunctionConfiguration', { FunctionName, Environment: { Variables } });
  }

  function submitModel({ again = false } = {}) {
    const files = {
      ...lab.context.files,
      look: () => Promise.resolve('file' as const),
      read: () => Promise.resolve(model),
    };
    const request = { path: 'penguins.tar.gz', hyperparameters: [], watch: true, again };
    return submit({ ...lab.context, files }, UNATTENDED, request);
  }

  it('tells the measures of both endpoints', () => {
    const evaluation = { metric: 'mdape', threshold: 10, rows: 89 };
    expect(first).toMatchObject({
      status: 'succeeded',
      release: {
        outcome: 'released',
        evaluations: [
          { environment: 'nonprod', ...evaluation },
          { environment: 'production', ...evaluation },
        ],
      },
    });
    const [nonprod, production] = first.release?.evaluations ?? [];
    expect(nonprod?.value).toBeLessThan(10);
    expect(production?.value).toBe(nonprod?.value);
  });

  it('leaves both endpoints in service with the new model', () => {
    expect(afterFirst.endpoints.map((one) => one?.EndpointStatus)).toEqual(['InService', 'InService']);
    const [adelie = 0, chinstrap = 0, gentoo = 0] = afterFirst.predictions;
    for (const bird of [adelie, chinstrap, gentoo]) expect(bird).toBeGreaterThan(2500);
    expect(gentoo).toBeGreaterThan(Math.max(adelie, chinstrap));
  });

  it('updates them in place the next time', () => {
    expect(second.release?.outcome).toBe('released');
    expect(afterSecond.production).not.toBe(afterFirst.production);
    expect(afterSecond.predictions).not.toEqual(afterFirst.predictions);
    expect(lab.inventory()['333333333333']?.filter((arn) => arn.includes(':endpoint/'))).toHaveLength(2);
  });

  it('passes a model on, in an archive of its own making', () => {
    expect(passed.release).toMatchObject({ outcome: 'released', submission: 'penguins' });
    expect(afterModel.predictions).toEqual(afterFirst.predictions);
    const suffix = afterModel.production?.slice(-12) ?? '';
    expect(bytesOf(lab, 'staging', MODELS, `production/${suffix}/model.tar.gz`)).toEqual(
      packModel(readModel(model, PENGUINS)),
    );
  });

  it('releases what was released last once more only where that is asked for', () => {
    expect(unasked).toMatchObject({ status: 'succeeded', release: { outcome: 'released' } });
    expect(unasked.release?.executionId).toBe(passed.release?.executionId);
    expect(last.release?.executionId).not.toBe(passed.release?.executionId);
  });

  it('keeps as many configurations as it shall beside those in use, with their models', () => {
    expect(last.release?.outcome).toBe('released');
    const kept = configurations(lab);
    expect(kept).toHaveLength(6);
    expect(kept).not.toContain(afterFirst.production);
    expect(kept).toEqual(expect.arrayContaining([afterSecond.nonprod, afterModel.nonprod, afterModel.production]));
    const models = lab.inventory()['333333333333']?.filter((arn) => arn.includes(':model/')) ?? [];
    expect(models.map((arn) => arn.split('/').at(-1)).sort()).toEqual(kept.sort());
  });

  it('registers each model, approved', () => {
    expect(packages(lab)).toEqual(['Approved', 'Approved', 'Approved', 'Approved']);
  });
});
