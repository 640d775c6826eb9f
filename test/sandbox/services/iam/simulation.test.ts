import type { SimulatePolicyResponse } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';

import { accounts, allowing, refusal, SPOKE, TOOLS, trusting } from './accounts.ts';

const ROLE = `arn:aws:iam::${TOOLS}:role/ops/Operator`;
const BUCKET = 'arn:aws:s3:::mlops-lab--any';

/** A role with a path, an inline policy and, where one is given, a boundary. */
function operator(policy: string, boundary?: string) {
  const { call } = accounts('iam');
  const PolicyDocument = boundary ?? '';
  const PermissionsBoundary = `arn:aws:iam::${TOOLS}:policy/Boundary`;
  if (boundary) call('CreatePolicy', { PolicyName: 'Boundary', PolicyDocument });
  call('CreateRole', {
    RoleName: 'Operator',
    Path: '/ops/',
    AssumeRolePolicyDocument: trusting({ AWS: `arn:aws:iam::${TOOLS}:root` }),
    ...(boundary && { PermissionsBoundary }),
  });
  call('PutRolePolicy', { RoleName: 'Operator', PolicyName: 'own', PolicyDocument: policy });
  return (ActionNames: readonly string[], more: object = {}) =>
    call<SimulatePolicyResponse>('SimulatePrincipalPolicy', {
      PolicySourceArn: ROLE,
      ActionNames,
      ResourceArns: [BUCKET],
      ...more,
    }).EvaluationResults?.map(({ EvalActionName, EvalDecision, MissingContextValues }) => [
      EvalActionName,
      EvalDecision,
      ...(MissingContextValues ?? []),
    ]);
}

function statement(Effect: string, Action: string, more: object = {}) {
  return { Effect, Action, Resource: '*', ...more };
}

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

describe('a simulation', () => {
  it('decides as the call itself would be decided', () => {
    const simulate = operator(policy(statement('Allow', 's3:Create*'), statement('Deny', 's3:DeleteBucket')));
    expect(simulate(['s3:CreateBucket', 's3:DeleteBucket', 's3:PutObject'])).toEqual([
      ['s3:CreateBucket', 'allowed'],
      ['s3:DeleteBucket', 'explicitDeny'],
      ['s3:PutObject', 'implicitDeny'],
    ]);
  });

  it('holds the role to its boundary', () => {
    const simulate = operator(allowing('s3:*'), allowing('s3:GetObject'));
    expect(simulate(['s3:GetObject', 's3:PutObject'])).toEqual([
      ['s3:GetObject', 'allowed'],
      ['s3:PutObject', 'implicitDeny'],
    ]);
  });

  it('names the key that a condition asks for, and takes its value', () => {
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    const simulate = operator(policy(statement('Allow', 's3:*', { Condition })));
    const inRegion = (region: string) => ({
      ContextEntries: [{ ContextKeyName: 'aws:RequestedRegion', ContextKeyValues: [region], ContextKeyType: 'string' }],
    });
    expect(simulate(['s3:GetObject'])).toEqual([['s3:GetObject', 'implicitDeny', 'aws:RequestedRegion']]);
    expect(simulate(['s3:GetObject'], inRegion('eu-west-1'))).toEqual([['s3:GetObject', 'allowed']]);
    expect(simulate(['s3:GetObject'], inRegion('us-east-1'))).toEqual([['s3:GetObject', 'implicitDeny']]);
  });

  it('is refused for whom the account does not have', () => {
    const simulate = operator(allowing('s3:*'));
    for (const PolicySourceArn of [`arn:aws:iam::${TOOLS}:role/Nobody`, `arn:aws:iam::${SPOKE}:role/Operator`]) {
      expect(() => simulate(['s3:GetObject'], { PolicySourceArn })).toThrow(refusal('NoSuchEntity', /cannot be found/));
    }
  });

  it('says as the sandbox what it does not do', () => {
    const simulate = operator(allowing('s3:*'));
    expect(() => simulate(['s3:GetObject'], { ResourcePolicy: allowing('s3:*') })).toThrow(
      refusal('NotImplemented', /the sandbox does not implement ResourcePolicy/),
    );
  });
});
