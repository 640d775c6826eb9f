import { describe, expect, it } from 'vitest';
import type { DeployParameters } from '../../src/lab/release.ts';
import { cloud, deploy, ENDPOINT, release, released } from '../../test/functions/deploying.ts';
import { FakeAws } from '../../test/functions/fake-aws.ts';
import { Refused } from '../../test/functions/fake-wire.ts';

describe('an endpoint by the name of the lab that is not its own', () => {
  const foreign = [
    [
      'another lab of that name',
      'lab/444444444444/us-east-1',
      'belongs to the lab "lab" of the Tools account 444444444444',
    ],
    ['somebody without a lab', undefined, 'was not made by mlops-lab'],
  ] as const;

  it.each(foreign)('fails the release and is not touched: %s', async (_, owner, told) => {
    const aws = cloud();
    await released(aws, release(1));
    const tags = new Map(owner === undefined ? [] : [['mlops-lab:deployment', owner]]);
    const standing = { status: 'InService', serving: 'mlops-lab--production-other', tags };
    aws.sagemaker.endpoints.set(ENDPOINT, { ...standing });
    aws.calls.length = 0;
    const end = await deploy(aws, release(2));
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toContain(`endpoint ${ENDPOINT} in the Staging account ${told}`);
    expect(end.message).toContain('this pipeline to the lab "lab" of the Tools account 111111111111 in us-east-1');
    expect(aws.sagemaker.endpoints.get(ENDPOINT)).toEqual(standing);
    const asked = aws.calls.map((call) => call.split(' ')[0]);
    expect(asked).toEqual([
      'sts:AssumeRole',
      'sagemaker:DescribeEndpoint',
      'sagemaker:ListTags',
      'codepipeline:PutJobFailureResult',
    ]);
  });

  it('keeps its configurations, however old they are', async () => {
    const aws = cloud();
    const older = 'mlops-lab--production-0123456789ab';
    aws.sagemaker.configurations.set(older, {
      variant: { ModelName: 'x' },
      tags: new Map([['mlops-lab:deployment', 'lab/444444444444/us-east-1']]),
      createdAt: 0,
    });
    for (let number = 1; number <= 6; number += 1) await released(aws, release(number));
    expect([...aws.sagemaker.configurations.keys()]).toContain(older);
  });
});

describe('a deployment that fails', () => {
  it.each([
    [
      's3:CopyObject',
      new Refused('AccessDenied', 'Access Denied', 403),
      'PermissionError',
      'CopyObject of s3://mlops-artifacts',
    ],
    [
      'sagemaker:CreateModel',
      new Refused('ValidationException', 'Could not access model data'),
      'JobFailed',
      'CreateModel of',
    ],
    ['sagemaker:UpdateEndpoint', new Refused('ResourceLimitExceeded', 'limit is 0'), 'JobFailed', 'limit is 0'],
    [
      'sts:AssumeRole',
      new Refused('AccessDenied', 'no such role', 403),
      'PermissionError',
      'AssumeRole of arn:aws:iam::333333333333',
    ],
  ])('at %s says so, and leaves production as it was', async (operation, fault, type, text) => {
    const aws = cloud();
    const first = await released(aws);
    aws.fail(operation, fault);
    const end = await deploy(aws, release(2));
    expect(end).toMatchObject({ kind: 'failure', type });
    expect(end.message).toContain(text);
    expect(aws.sagemaker.endpoints.get(ENDPOINT)).toMatchObject({ status: 'InService', serving: first.name });
  });

  it('for want of a model names where it should be', async () => {
    const aws = new FakeAws();
    const end = await deploy(aws);
    expect(end).toMatchObject({ kind: 'failure', type: 'RevisionUnavailable' });
    expect(end.message).toContain('there is no model at s3://mlops-artifacts/models/1/model.tar.gz');
  });

  it('for a model that may not be read names it', async () => {
    const aws = cloud();
    aws.fail('s3:HeadObject', new Refused('AccessDenied', '', 403));
    const end = await deploy(aws);
    expect(end).toMatchObject({ kind: 'failure', type: 'PermissionError' });
    expect(end.message).toContain('s3://mlops-artifacts/models/1/model.tar.gz is missing, or the deploy role may not');
  });

  it('for a request that S3 refuses otherwise names that, and does not take the model for missing', async () => {
    const aws = cloud();
    aws.fail('s3:HeadObject', new Refused('BadRequest', '', 400));
    const end = await deploy(aws);
    expect(end.message).toContain('HeadObject of s3://mlops-artifacts/models/1/model.tar.gz');
    expect(end.message).not.toContain('is missing');
  });

  it('for an environment that there is not names those that there are', async () => {
    const parameters = { ...release(1), environment: 'Stage' } as unknown as DeployParameters;
    const end = await deploy(cloud(), parameters);
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toContain('environment is "Stage"; write one of nonprod, production');
  });
});
