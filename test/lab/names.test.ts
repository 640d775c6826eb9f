import { describe, expect, it } from 'vitest';
import * as names from '../../src/lab/names.ts';
import { STACKS } from '../../src/lab/stacks.ts';
import { isNotebook, keyAlias, notebookBoundary } from '../../src/lab/untagged.ts';
import { LAB } from '../support/rehearsal.ts';

describe('a name', () => {
  it.each([
    ['mlops-lab--assets-1', true],
    ['mlops-lab-2--assets-1', false],
    ['mlops-lab-nb--nb-0', false],
    ['mlops-spring--assets-1', false],
    ['my-mlops-lab--assets', false],
  ])('%s is of the lab "lab": %s', (name, expected) => {
    expect(names.isNamedBy({ name: 'lab' }, name)).toBe(expected);
  });
});

const SPRING = {
  ...LAB,
  name: 'spring',
  region: 'eu-west-1',
  accounts: {
    tools: { ...LAB.accounts.tools, id: '111111111111' },
    datascience: { ...LAB.accounts.datascience, id: '222222222222' },
    staging: { ...LAB.accounts.staging, id: '333333333333' },
  },
};

/** Whatever a template and the program both name has to have the same name in both: AWS puts them together by it alone. */
describe('the names of the lab "spring" in Ireland', () => {
  it.each([
    ['pipeline', names.pipelineName(SPRING), 'mlops-spring'],
    ['registry', names.modelPackageGroup(SPRING), 'mlops-spring'],
    ['rule', names.startRule(SPRING), 'mlops-spring--start'],
    ['bucket of submissions', names.submissionBucket(SPRING), 'mlops-spring--submissions-111111111111-eu-west-1'],
    ['external id', names.deployExternalId(SPRING), 'mlops-spring--111111111111-eu-west-1'],
    ['endpoint', names.endpointName(SPRING, 'production'), 'mlops-spring--production'],
    [
      'role of people',
      names.dataScientistRole(SPRING),
      'arn:aws:iam::222222222222:role/mlops-spring--DataScientist-eu-west-1',
    ],
    ['launch role', names.launchRole(SPRING), 'arn:aws:iam::222222222222:role/mlops-spring--launch-eu-west-1'],
    ['ARN', names.sagemakerArn(SPRING, 'staging', 'endpoint/e'), 'arn:aws:sagemaker:eu-west-1:333333333333:endpoint/e'],
    ['boundary', notebookBoundary(SPRING), 'mlops-spring--nb-boundary-eu-west-1'],
    ['key', keyAlias(SPRING, 'tools'), 'alias/mlops-spring--tools'],
    ['key of notebooks', keyAlias(SPRING, 'datascience'), 'alias/mlops-spring--notebooks'],
    ['key of models', keyAlias(SPRING, 'staging'), 'alias/mlops-spring--models'],
  ])('%s: %s', (_, name, expected) => {
    expect(name).toBe(expected);
  });

  it('are those of the workshop for the stacks of the lab "lab", and others for any other lab', () => {
    const { workshopName } = STACKS.pipeline;
    expect(names.stackName(STACKS.pipeline, LAB)).toBe(workshopName);
    expect(names.stackName(STACKS.pipeline, SPRING)).toBe(`${workshopName}-spring`);
  });

  it.each([
    ['mlops-spring--nb-0123abcd', true],
    ['mlops-spring--nb-0123abcde', false],
    ['mlops-spring--nb-0123abc', false],
    ['my-mlops-spring--nb-0123abcd', false],
    ['mlops-spring-2--nb-0123abcd', false],
  ])('%s is a notebook of it: %s', (name, expected) => {
    expect(isNotebook(SPRING, name)).toBe(expected);
  });
});
