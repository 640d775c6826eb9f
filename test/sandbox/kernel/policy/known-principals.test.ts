import { expect, it } from 'vitest';

import { iamService } from '../../../../src/sandbox/services/iam/index.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { aCloud, asking, REGION, TOOLS, tools } from '../../services/kms/accounts.ts';

const TRUST = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: TOOLS }, Action: 'sts:AssumeRole' },
};

it('takes no policy that names a role before the role exists', () => {
  const cloud = aCloud(iamService, s3Service, kmsService);
  const [s3, kms, iam] = ['s3', 'kms', 'iam'].map((service) => asking(cloud, service, tools));
  if (!s3 || !kms || !iam) return expect.fail('three services');
  const AWS = `arn:aws:iam::${TOOLS}:role/lab/Reader`;
  const reader = { Effect: 'Allow', Principal: { AWS }, Action: '*', Resource: '*' };
  const Policy = JSON.stringify({ Statement: [{ ...reader, Principal: { AWS: TOOLS } }, reader] });

  s3('CreateBucket', { Bucket: 'models', CreateBucketConfiguration: { LocationConstraint: REGION } });
  expect(() => s3('PutBucketPolicy', { Bucket: 'models', Policy })).toThrow(
    expect.objectContaining({ code: 'MalformedPolicy', message: 'Invalid principal in policy' }),
  );
  expect(() => kms('CreateKey', { Policy })).toThrow(
    expect.objectContaining({
      code: 'MalformedPolicyDocumentException',
      message: 'Policy contains a statement with one or more invalid principals.',
    }),
  );

  iam('CreateRole', { RoleName: 'Reader', Path: '/lab/', AssumeRolePolicyDocument: JSON.stringify(TRUST) });
  s3('PutBucketPolicy', { Bucket: 'models', Policy });
  expect(kms('CreateKey', { Policy })).toHaveProperty('KeyMetadata');
});
