import { EndpointStatus } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { deployModel } from '../../lambda-code/deploy-model/deploy-model.ts';
import { evaluateModel } from '../../lambda-code/evaluate-model/evaluate-model.ts';
import { getStatus } from '../../lambda-code/get-status/get-status.ts';
import type { DeployParameters, EvaluateParameters, StatusParameters } from '../../src/lab/release.ts';
import { FakeAws } from './fake-aws.ts';
import { Refused } from './fake-wire.ts';
import { action, EXECUTION } from './pipeline.ts';
import { csv, penguins } from './submissions.ts';

const MODEL = 'mlops-artifacts/models/1/model.tar.gz';
const DEPLOY: DeployParameters = { environment: 'nonprod', executionId: EXECUTION, modelData: `s3://${MODEL}` };

function cloud(): FakeAws {
  const aws = new FakeAws();
  aws.objects.put(MODEL, 'trees');
  aws.objects.put('mlops-assets/data/0123/holdout.csv', csv(penguins(60)));
  aws.sagemaker.predict = ([, , flipper = 0]) => 20 * flipper;
  return aws;
}

function evaluation(endpointConfigName: string): EvaluateParameters {
  const endpoint = { endpointName: 'mlops-lab--nonprod', endpointConfigName, previousEndpointConfigName: 'none' };
  return { ...DEPLOY, ...endpoint, course: 'courses/0123/course.json' };
}

/** The workshop's functions of 2020 had seven defects; none of them may come back. */
describe('the defects of the original functions', () => {
  it('1: a deployment that fails is reported as failed, with its own error', async () => {
    const aws = cloud();
    aws.fail('sagemaker:CreateModel', new Refused('ValidationException', 'the image does not exist'));
    const end = await action(aws, deployModel, DEPLOY);
    expect(end.kind).toBe('failure');
    expect(end.message).toContain('CreateModel');
    expect(end.message).toContain('the image does not exist');
  });

  it.each(['nonprod', 'production'] as const)(
    '2: a deployment that succeeds is reported as success: %s',
    async (environment) => {
      expect((await action(cloud(), deployModel, { ...DEPLOY, environment })).kind).toBe('success');
    },
  );

  it.each(['Tools', 'stage', ''])('3: an environment that there is not is reported: "%s"', async (environment) => {
    const end = await action(cloud(), deployModel, { ...DEPLOY, environment } as unknown as DeployParameters);
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError', invocations: 1 });
  });

  it.each(Object.values(EndpointStatus))(
    '4: no status of an endpoint leaves the action hanging: %s',
    async (status) => {
      const aws = cloud();
      aws.sagemaker.endpoints.set('mlops-lab--nonprod', { status, serving: 'x' });
      const names = { endpointName: 'mlops-lab--nonprod', endpointConfigName: 'x' };
      const parameters: StatusParameters = { subject: 'endpoint', environment: 'nonprod', ...names };
      const end = await action(aws, getStatus, parameters, { interval: 900, between: () => undefined });
      expect(end.kind).toBe(status === 'InService' ? 'success' : 'failure');
    },
  );

  it('5: the status of a training job is told', async () => {
    const aws = cloud();
    aws.sagemaker.trainingJobs.set('job', { status: 'InProgress', request: {} });
    const end = await action(
      aws,
      getStatus,
      { subject: 'training', trainingJobName: 'job' },
      { between: ({ sagemaker }) => void sagemaker.trainingJobs.set('job', { status: 'Completed', request: {} }) },
    );
    expect(end).toMatchObject({ kind: 'success', invocations: 2 });
  });

  it('6: the result of an evaluation comes after the evaluation, and once', async () => {
    const aws = cloud();
    aws.sagemaker.endpoints.set('mlops-lab--nonprod', { status: 'InService', serving: 'x' });
    expect((await action(aws, evaluateModel, evaluation('x'))).kind).toBe('success');
    const invoked = aws.calls.findLastIndex((call) => call.startsWith('sagemaker:InvokeEndpoint'));
    const results = aws.calls.flatMap((call, at) => (call.startsWith('codepipeline:') ? [at] : []));
    expect(results).toHaveLength(1);
    expect(results[0]).toBeGreaterThan(invoked);
  });

  it('7: an evaluation that goes wrong is reported with its cause', async () => {
    const aws = cloud();
    aws.sagemaker.endpoints.set('mlops-lab--nonprod', { status: 'InService', serving: 'x' });
    aws.sagemaker.predict = () => '!feature_names mismatch';
    const end = await action(aws, evaluateModel, evaluation('x'));
    expect(end).toMatchObject({ kind: 'failure', type: 'JobFailed' });
    expect(end.message).toContain('ModelError: feature_names mismatch');
  });

  it('and no log holds the event, keys or data', async () => {
    const { log } = await action(cloud(), deployModel, DEPLOY);
    expect(log).toHaveLength(2);
    expect(log.join()).not.toMatch(/TOPSECRET|artifactCredentials|UserParameters|s3:/);
  });
});
