import { describe, expect, it } from 'vitest';
import { resolveParameters } from '../../src/lab/parameters.ts';
import type { PipelineSettings } from '../../src/lab/pipeline.ts';
import { STACKS, type AssetReferences } from '../../src/lab/stacks.ts';
import { load } from '../templates/template.ts';
import { LAB } from '../support/rehearsal.ts';

const ASSETS: AssetReferences = {
  productTemplateKey: 'products/a.yaml',
  productVersion: 'a',
  notebooksPrefix: 'notebooks/b',
  trainModelKey: 'functions/c',
  getStatusKey: 'functions/d',
  deployModelKey: 'functions/e',
  evaluateModelKey: 'functions/f',
  holdoutKey: 'data/g',
  courseKey: 'courses/h',
};
const outputs = { prerequisites: { AssetBucketName: 'assets' } };

function parameters(decided: Partial<PipelineSettings>) {
  const lab = { ...LAB, pipeline: { ...LAB.pipeline, ...decided } };
  return resolveParameters('pipeline', { lab, outputs, assets: ASSETS });
}

describe('the values of a template', () => {
  it.each(Object.values(STACKS).map((stack) => [stack.template, stack] as const))(
    '%s has a parameter for each, and a default for all others',
    (path, { parameters: sources }) => {
      const template = load(path);
      const required = Object.entries(template.Parameters).filter(([, { Default }]) => Default === undefined);
      expect(Object.keys(template.Parameters)).toEqual(expect.arrayContaining(Object.keys(sources)));
      expect(Object.keys(sources)).toEqual(expect.arrayContaining(required.map(([name]) => name)));
    },
  );

  it.each(Object.values(STACKS).map((stack) => [stack.template, stack] as const))(
    '%s gives the outputs that the others take',
    (path, stack) => {
      expect(Object.keys(load(path).Outputs)).toEqual(expect.arrayContaining([...stack.outputs]));
    },
  );

  it('follow from what was decided about the pipeline', () => {
    const { values } = parameters({ metric: 'rmse', threshold: 350, approval: true, executionMode: 'superseded' });
    expect(values).toMatchObject({
      Metric: 'rmse',
      Threshold: '350',
      RequireApproval: 'true',
      ExecutionMode: 'SUPERSEDED',
      TrainModelKey: 'functions/c',
    });
  });

  it('are empty where nothing was decided', () => {
    const { values } = parameters({});
    expect(values).toMatchObject({ NotificationEmail: '', TrainingImage: '', EndpointInstanceType: '' });
  });

  it('say which stack has to come first', () => {
    const { missing } = resolveParameters('pipeline', { lab: LAB, outputs: {}, assets: ASSETS });
    expect(missing.map(({ parameter, stack }) => `${parameter} of ${stack}`)).toEqual(
      expect.arrayContaining(['KeyArn of prerequisites', 'DeployRoleArn of staging', 'HoldoutKey of prerequisites']),
    );
  });
});
