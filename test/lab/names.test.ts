import { describe, expect, it } from 'vitest';
import * as names from '../../src/lab/names.ts';
import { STACKS } from '../../src/lab/stacks.ts';
import { isNotebook, isNotebookBucket, isNotebookRole } from '../../src/lab/notebook-names.ts';
import { LAB } from '../support/rehearsal.ts';
import { SPRING } from '../support/spring.ts';

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

describe('a name beside the lab "lab"', () => {
  it.each([
    ['mlops-lab-starter', true],
    ['mlops-lab-nonprod2', true],
    ['mlops-lab', true],
    ['mlops-lab--assets-1', false],
    ['mlops-lab-2--assets-1', false],
    ['mlops-labrador', false],
    ['my-mlops-lab-starter', false],
  ])('%s looks like one of its own: %s', (name, expected) => {
    expect(names.isNamedAlike({ name: 'lab' }, name)).toBe(expected);
  });
});

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
  ])('%s: %s', (_, name, expected) => {
    expect(name).toBe(expected);
  });

  it('are those of the buckets that stacks make', () => {
    const named = (bucket: string, id: string) => `mlops-spring--${bucket}-${id}-eu-west-1`;
    expect(names.stackBuckets(SPRING, 'tools')).toEqual(
      ['assets', 'submissions', 'artifacts', 'access-logs'].map((bucket) => named(bucket, '111111111111')),
    );
    expect(names.stackBuckets(SPRING, 'datascience')).toEqual([]);
    expect(names.stackBuckets(SPRING, 'staging')).toEqual([
      named('models', '333333333333'),
      named('access-logs', '333333333333'),
    ]);
  });

  it('lead people and programs to it', () => {
    expect(names.objectUrl('b', 'k/l', 'eu-west-1')).toBe('https://b.s3.eu-west-1.amazonaws.com/k/l');
    expect(names.switchRoleLink(SPRING)).toBe(
      'https://signin.aws.amazon.com/switchrole?account=222222222222&roleName=mlops-spring--DataScientist-eu-west-1&displayName=mlops-spring',
    );
    expect(names.observerRole(SPRING)).toBe('arn:aws:iam::111111111111:role/mlops-spring--observer-eu-west-1');
    expect([names.SUBMISSION_KEY, names.begunKey('abc')]).toEqual([
      'submissions/submission.zip',
      'submissions/begun/abc',
    ]);
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
    expect(isNotebookRole(SPRING, `${name}-eu-west-1`)).toBe(expected);
    expect(isNotebookBucket(SPRING, `${name}-222222222222-eu-west-1`)).toBe(expected);
    expect(isNotebookBucket(SPRING, `${name}-111111111111-eu-west-1`)).toBe(false);
  });
});
