import type { Stack } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { isUnderWay, observed, stackInput } from '../../src/aws/stack-requests.ts';
import { request, STANDARD } from './stage.ts';

describe('what is asked for of a stack', () => {
  it('may create named roles, and has its template inline', () => {
    expect(stackInput(request('Resources: {}', { Days: '3' }), STANDARD)).toEqual({
      StackName: 'pre-reqs',
      TemplateBody: 'Resources: {}',
      Parameters: [{ ParameterKey: 'Days', ParameterValue: '3' }],
      Tags: [{ Key: 'mlops-lab:deployment', Value: 'lab/111111111111/us-east-1' }],
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    });
  });

  it('says in express mode that rollback stays on', () => {
    const input = stackInput(request('Resources: {}'), { express: true });
    expect(input).toMatchObject({ DeploymentConfig: { Mode: 'EXPRESS', DisableRollback: false } });
  });

  it('names the place of a template that is too long, instead of the template', () => {
    const templateUrl = 'https://bucket.s3.us-east-1.amazonaws.com/template';
    const input = stackInput({ ...request('Resources: {}'), templateUrl }, STANDARD);
    expect(input).toMatchObject({ TemplateURL: templateUrl });
    expect(input).not.toHaveProperty('TemplateBody');
  });
});

describe('a stack as CloudFormation describes it', () => {
  const NEW: Stack = {
    StackId: 'stack-1',
    StackName: 'pre-reqs',
    StackStatus: 'REVIEW_IN_PROGRESS',
    CreationTime: new Date(0),
  };
  const PLAIN = {
    id: 'stack-1',
    name: 'pre-reqs',
    status: 'REVIEW_IN_PROGRESS',
    terminationProtection: false,
    parameters: {},
    outputs: {},
    tags: {},
  };

  it.each<[string, Partial<Stack>, object]>([
    ['nothing but what each has', {}, {}],
    ['protection', { EnableTerminationProtection: true }, { terminationProtection: true }],
    ['a reason', { StackStatusReason: 'it was held' }, { statusReason: 'it was held' }],
    ['parameters', { Parameters: [{ ParameterKey: 'Days', ParameterValue: '3' }] }, { parameters: { Days: '3' } }],
    ['outputs', { Outputs: [{ OutputKey: 'Key', OutputValue: 'k' }] }, { outputs: { Key: 'k' } }],
    ['tags', { Tags: [{ Key: 'owner', Value: 'me' }] }, { tags: { owner: 'me' } }],
    ['an output without a value', { Outputs: [{ OutputKey: 'Key' }] }, { outputs: { Key: '' } }],
  ])('is observed with %s', (_, described, expected) => {
    expect(observed({ ...NEW, ...described })).toEqual({ ...PLAIN, ...expected });
  });
});

it.each([
  ['CREATE_IN_PROGRESS', true],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', true],
  ['REVIEW_IN_PROGRESS', false],
  ['CREATE_COMPLETE', false],
  ['', false],
])('whether an operation is under way at %j: %s', (status, expected) => {
  expect(isUnderWay(status)).toBe(expected);
});
