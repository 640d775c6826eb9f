import { describe, expect, it } from 'vitest';
import type { PolicyKind, RenderedPolicy, Statement } from '../lab/rendered-policy.ts';
import { changesOf } from './changes.ts';

const BUCKET = 'arn:aws:s3:::lab';

function slips(statement: Statement, kind: PolicyKind = 'identity'): string[] {
  const policy: RenderedPolicy = {
    kind,
    resource: 'Some',
    of: BUCKET,
    document: { Version: '', Statement: [statement] },
  };
  return changesOf(statement, policy).map(([what]) => what);
}

describe('an Allow', () => {
  it('loses each condition, and reaches one level further', () => {
    expect(
      slips({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: [`${BUCKET}/a/*`, '*'],
        Condition: { StringEquals: { one: '1', two: '2' }, Bool: { three: 'true' } },
      }),
    ).toEqual([
      'without the condition StringEquals one',
      'without the condition StringEquals two',
      'without the condition Bool three',
      `${BUCKET}/a/* widened to ${BUCKET}/*`,
    ]);
  });

  it('of a resource stays within that', () => {
    const statement: Statement = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: [BUCKET, `${BUCKET}/a`] };
    expect(slips(statement, 'resource')).toEqual([`${BUCKET}/a widened to ${BUCKET}/*`]);
  });

  it('is opened from a role to its account, and from an account to everybody', () => {
    const AWS = ['arn:aws:iam::111111111111:role/some', '222222222222'];
    expect(slips({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }, 'trust')).toEqual([
      'arn:aws:iam::111111111111:role/some widened to arn:aws:iam::111111111111:root',
      '222222222222 widened to *',
    ]);
  });

  it('compares with a wider pattern where a condition names an ARN', () => {
    const role = 'arn:aws:iam::111111111111:role/lab--fn-a';
    const statement: Statement = {
      Effect: 'Allow',
      Principal: { AWS: '111111111111' },
      Action: 'sts:AssumeRole',
      Condition: { ArnEquals: { 'aws:PrincipalArn': role }, ArnLike: { 'aws:SourceArn': 'x' } },
    };
    const [, wider] = changesOf(statement, {
      kind: 'trust',
      resource: '',
      of: '',
      document: { Version: '', Statement: [] },
    })
      .filter(([what]) => what.includes('aws:PrincipalArn'))
      .map(([, changed]) => changed?.Condition);
    expect(wider).toEqual({
      ArnLike: { 'aws:SourceArn': 'x', 'aws:PrincipalArn': ['arn:aws:iam::111111111111:role/lab--*'] },
    });
  });
});

describe('a Deny', () => {
  it('is taken out, or forgets a condition, an action or a resource', () => {
    expect(
      slips({
        Effect: 'Deny',
        Action: ['iam:Put*', 'iam:Create*'],
        Resource: [BUCKET, `${BUCKET}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ).toEqual([
      'without the condition Bool aws:SecureTransport',
      'without it',
      'without iam:Put*',
      'without iam:Create*',
      `without ${BUCKET}`,
      `without ${BUCKET}/*`,
    ]);
  });
});
