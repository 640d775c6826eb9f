import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  DescribeEndpointCommand,
  DescribeTrainingJobCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';

import { openSandbox } from '../../../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../../../src/sandbox/storage/index.ts';
import { allowing, REGION, TOOLS, trusting } from '../iam/accounts.ts';
import { penguins } from './penguins.ts';
import { ARTIFACT, BUCKET, IMAGE, predictionsIn, ROLE, SERVERLESS, TRAINING } from './stage.ts';

it('the SDK trains, deploys and predicts', async () => {
  const account = { id: TOOLS };
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [account], begin: Date.UTC(2026, 0, 5) });
  const { requestHandler, clock } = sandbox;
  const config = { region: REGION, requestHandler, credentials: sandbox.credentialsFor(account) };
  const [iam, s3] = [new IAMClient(config), new S3Client(config)];
  const [sagemaker, runtime] = [new SageMakerClient(config), new SageMakerRuntimeClient(config)];

  const AssumeRolePolicyDocument = trusting({ Service: 'sagemaker.amazonaws.com' });
  await iam.send(new CreateRoleCommand({ RoleName: 'SageMaker', AssumeRolePolicyDocument }));
  const policy = { RoleName: 'SageMaker', PolicyName: 'all', PolicyDocument: allowing('*') };
  await iam.send(new PutRolePolicyCommand(policy));
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'data/train.csv', Body: penguins().csv }));
  await clock.sleep(10_000);

  const training = TRAINING as ConstructorParameters<typeof CreateTrainingJobCommand>[0];
  await sagemaker.send(new CreateTrainingJobCommand(training));
  await clock.sleep(300_000);
  const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'fit-1' }));
  expect(job).toMatchObject({ TrainingJobStatus: 'Completed', TrainingEndTime: expect.any(Date) as Date });

  const PrimaryContainer = { Image: IMAGE, ModelDataUrl: `s3://${BUCKET}/${ARTIFACT}` };
  await sagemaker.send(new CreateModelCommand({ ModelName: 'one', ExecutionRoleArn: ROLE, PrimaryContainer }));
  await sagemaker.send(
    new CreateEndpointConfigCommand({ EndpointConfigName: 'one', ProductionVariants: [SERVERLESS] }),
  );
  const EndpointName = 'lab';
  await sagemaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: 'one' }));
  await clock.sleep(300_000);
  const { EndpointStatus } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
  expect(EndpointStatus).toBe('InService');

  const { rows } = penguins(3, 8);
  const Body = Buffer.from(rows.map((row) => row.join(',')).join('\n'));
  const invocation = { EndpointName, ContentType: 'text/csv', Accept: 'text/csv', Body };
  const answer = await runtime.send(new InvokeEndpointCommand(invocation));
  expect(answer).toMatchObject({ ContentType: 'text/csv', InvokedProductionVariant: 'AllTraffic' });
  expect(predictionsIn(Buffer.from(answer.Body).toString())).toHaveLength(3);
  await expect(
    runtime.send(new InvokeEndpointCommand({ ...invocation, Body: Buffer.from('1,x') })),
  ).rejects.toMatchObject({ name: 'ModelError', $metadata: { httpStatusCode: 424 } });
  await expect(runtime.send(new InvokeEndpointCommand({ ...invocation, EndpointName: 'other' }))).rejects.toMatchObject(
    { name: 'ValidationError' },
  );
  sandbox.close();
});
