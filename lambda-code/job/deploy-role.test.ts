import { DescribeEndpointCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient, InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { describe, expect, it } from 'vitest';
import { FakeAws } from '../../test/functions/fake-aws.ts';
import { response } from '../../test/functions/fake-wire.ts';
import { action } from '../../test/functions/pipeline.ts';
import { stagingClient } from './deploy-role.ts';
import type { JobDefinition } from './job-handler.ts';
import { succeeded } from './outcome.ts';

const twoClients: JobDefinition<object> = {
  name: 'Example',
  parse: () => ({}),
  async run(_parameters, job) {
    const client = stagingClient(job);
    await new SageMakerClient(client).send(new DescribeEndpointCommand({ EndpointName: 'there' }));
    await new SageMakerRuntimeClient(client).send(new InvokeEndpointCommand({ EndpointName: 'there', Body: '1' }));
    return succeeded('done');
  },
};

describe('clients of the Staging account', () => {
  it('act as the deploy role, in one session', async () => {
    const aws = new FakeAws();
    aws.sagemaker.endpoints.set('there', { status: 'InService', serving: 'one' });
    expect((await action(aws, twoClients, {})).kind).toBe('success');
    expect(aws.calls).toEqual([
      'sts:AssumeRole as FUNCTION',
      'sagemaker:DescribeEndpoint as DEPLOY',
      'sagemaker:InvokeEndpoint as DEPLOY',
      'codepipeline:PutJobSuccessResult as FUNCTION',
    ]);
  });

  it('tell that the role is gone, by its name', async () => {
    const gone = 'arn:aws:iam::333333333333:role/gone';
    const end = await action(new FakeAws(), twoClients, {}, { environment: { DEPLOY_ROLE_ARN: gone } });
    expect(end).toMatchObject({ kind: 'failure', type: 'PermissionError' });
    expect(end.message).toContain(`AssumeRole of ${gone}: AccessDenied`);
  });

  const KEYS = {
    AccessKeyId: 'DEPLOY',
    SecretAccessKey: 's',
    SessionToken: 't',
    Expiration: '2126-01-01T00:00:00Z',
  };

  it.each(Object.keys(KEYS))('are not made of an answer without %s', async (missing) => {
    const aws = new FakeAws();
    const given = Object.entries(KEYS).filter(([key]) => key !== missing);
    const keys = given.map(([key, value]) => `<${key}>${value}</${key}>`).join('');
    const result = `<AssumeRoleResult><Credentials>${keys}</Credentials></AssumeRoleResult>`;
    aws.fail('sts:AssumeRole', () => response(200, `<AssumeRoleResponse>${result}</AssumeRoleResponse>`, 'text/xml'));
    const end = await action(aws, twoClients, {});
    expect(end).toMatchObject({ kind: 'failure', type: 'SystemUnavailable' });
    expect(end.message).toMatch(/^STS answered AssumeRole without keys/);
    expect(aws.calls).toEqual(['codepipeline:PutJobFailureResult as FUNCTION']);
  });
});
