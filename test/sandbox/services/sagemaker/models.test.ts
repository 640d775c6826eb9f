import type { ListModelsOutput } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';

import { refusal, TOOLS } from '../iam/accounts.ts';
import { ARTIFACT, BUCKET, createModel, IMAGE, ROLE, withModel } from './stage.ts';

const ARN = `arn:aws:sagemaker:us-east-1:${TOOLS}:model/one`;
const container = (more: object = {}) => ({
  PrimaryContainer: { Image: IMAGE, ModelDataUrl: `s3://${BUCKET}/${ARTIFACT}`, ...more },
});

describe('a model', () => {
  it('is described, listed and deleted', () => {
    const stage = withModel();
    const { cloud, sagemaker, pass } = stage;
    pass(10);
    createModel(stage, 'two', ARTIFACT);
    expect(sagemaker('DescribeModel', { ModelName: 'one' })).toMatchObject({
      ModelArn: ARN,
      ExecutionRoleArn: ROLE,
      ...container(),
    });
    const { Models } = sagemaker<ListModelsOutput>('ListModels', {});
    expect(Models?.map(({ ModelName }) => ModelName)).toEqual(['two', 'one']);
    sagemaker('DeleteModel', { ModelName: 'one' });
    expect(() => sagemaker('DeleteModel', { ModelName: 'one' })).toThrow(
      refusal('ValidationException', `Could not find model "${ARN}".`),
    );
    expect(cloud.inventory(TOOLS)).toContain(ARN.replace('one', 'two'));
  });

  it.each([
    ['of a name that is taken', { ModelName: 'one' }, `Cannot create already existing model "${ARN}".`],
    ['of another image', container({ Image: 'nginx:1' }), /Requested image nginx:1 not found/],
    [
      'of an image of another region',
      container({ Image: IMAGE.replace('us-east-1', 'us-west-2') }),
      /Requested image .* not found/,
    ],
    [
      'whose data are not there',
      container({ ModelDataUrl: `s3://${BUCKET}/none` }),
      `Could not find model data at s3://${BUCKET}/none.`,
    ],
    [
      'whose bucket is not there',
      container({ ModelDataUrl: 's3://no-such-bucket/none' }),
      /^Could not find model data at/,
    ],
    ['with an address that is none', container({ ModelDataUrl: 'model.tar.gz' }), /modelDataUrl/],
    ['without a container', { PrimaryContainer: undefined }, /PrimaryContainer/],
    ['with a role that does not exist', { ExecutionRoleArn: `${ROLE}2` }, /Could not assume role/],
  ])('is refused %s', (_what, more, message) => {
    const { sagemaker } = withModel();
    const input = { ModelName: 'new', ExecutionRoleArn: ROLE, ...container(), ...more };
    expect(() => sagemaker('CreateModel', input)).toThrow(refusal('ValidationException', message));
  });

  it('is refused where its role may not read the data', () => {
    const { call, sagemaker } = withModel();
    const statement = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    call('s3', 'PutBucketPolicy', { Bucket: BUCKET, Policy });
    const input = { ModelName: 'new', ExecutionRoleArn: ROLE, ...container() };
    expect(() => sagemaker('CreateModel', input)).toThrow(
      refusal('ValidationException', /^Could not access model data at .*"s3:GetObject" permissions/),
    );
  });

  it('finds its data at an https address too', () => {
    const { sagemaker } = withModel();
    const ModelDataUrl = `https://${BUCKET}.s3.us-east-1.amazonaws.com/${ARTIFACT}`;
    const input = { ModelName: 'new', ExecutionRoleArn: ROLE, ...container({ ModelDataUrl }) };
    expect(() => sagemaker('CreateModel', input)).not.toThrow();
  });
});
