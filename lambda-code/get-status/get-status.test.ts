import { EndpointStatus, TrainingJobStatus } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { FakeAws } from '../../test/functions/fake-aws.ts';
import { Refused } from '../../test/functions/fake-wire.ts';
import { action, type ActionOptions } from '../../test/functions/pipeline.ts';
import { getStatus } from './get-status.ts';

const TRAINING = { subject: 'training', trainingJobName: 'mlops-lab--x' } as const;
const ENDPOINT = {
  subject: 'endpoint',
  environment: 'production',
  endpointName: 'mlops-lab--production',
  endpointConfigName: 'new',
} as const;

function training(status: string, reason?: string): FakeAws {
  const aws = new FakeAws();
  aws.sagemaker.trainingJobs.set('mlops-lab--x', { status, request: {}, ...(reason && { reason }) });
  return aws;
}

function endpoint(status: string, serving = 'new', reason?: string): FakeAws {
  const aws = new FakeAws();
  aws.sagemaker.endpoints.set('mlops-lab--production', { status, serving, reason });
  return aws;
}

const DENIED = new Refused('AccessDeniedException', 'no', 403);

/** Nothing comes to an end by itself. */
const STUCK: ActionOptions = { interval: 900, between: () => undefined };

describe('a training job', () => {
  it('that completes ends the wait', async () => {
    const aws = training('InProgress');
    const end = await action(aws, getStatus, TRAINING, {
      between: ({ sagemaker }, invocation) => {
        const job = sagemaker.trainingJobs.get('mlops-lab--x');
        if (job && invocation === 4) job.status = 'Completed';
      },
    });
    expect(end).toMatchObject({ kind: 'success', invocations: 5 });
    expect(end.said[0]).toBe('training job mlops-lab--x is InProgress');
  });

  it('is none where a trained model was submitted', async () => {
    const end = await action(new FakeAws(), getStatus, { subject: 'training', trainingJobName: 'none' });
    expect(end).toMatchObject({ kind: 'success', invocations: 1 });
  });

  it.each(Object.values(TrainingJobStatus))('has an answer in status %s, within the deadline', async (status) => {
    const aws = training(status, 'AlgorithmError: label must be positive');
    const begun = aws.now;
    const end = await action(aws, getStatus, TRAINING, STUCK);
    expect(aws.now - begun).toBeLessThanOrEqual(5_400_000);
    expect(end.kind).toBe(status === 'Completed' ? 'success' : 'failure');
  });

  it.each([
    ['Failed', 'failed: AlgorithmError: label must be positive. Mend what it names, then submit again'],
    ['Stopped', 'was stopped: AlgorithmError: label must be positive. Retry the stage to train once more'],
    ['Deleting', 'is being deleted; retry the stage to train once more'],
  ])('in status %s says why, and what to do', async (status, what) => {
    const end = await action(training(status, 'AlgorithmError: label must be positive'), getStatus, TRAINING);
    expect(end.message).toContain(`training job mlops-lab--x ${what}`);
  });

  it('that SageMaker stopped in the end says why', async () => {
    const aws = training('Stopped');
    const job = aws.sagemaker.trainingJobs.get('mlops-lab--x');
    if (job) job.secondaryStatus = 'MaxRuntimeExceeded';
    const end = await action(aws, getStatus, TRAINING);
    expect(end.message).toContain('was stopped: it ran for more than 3600 s, which is the limit');
  });

  it('that is never over fails at the deadline, with what was seen last', async () => {
    const end = await action(training('InProgress'), getStatus, TRAINING, STUCK);
    expect(end.message).toContain('training job mlops-lab--x is InProgress after more than 4500 s, which is the limit');
  });

  it('in a status that nobody knows fails by its name', async () => {
    expect((await action(training('Dreaming'), getStatus, TRAINING)).message).toContain('is Dreaming');
  });

  it('that cannot be seen yet is looked for again', async () => {
    const aws = training('InProgress');
    aws.fail('sagemaker:DescribeTrainingJob', new Refused('ValidationException', 'Requested resource not found.'));
    const end = await action(aws, getStatus, TRAINING, {
      between: ({ sagemaker }, invocation) => {
        const job = sagemaker.trainingJobs.get('mlops-lab--x');
        if (job && invocation === 2) job.status = 'Completed';
      },
    });
    expect(end).toMatchObject({ kind: 'success', invocations: 3 });
  });

  it('that is gone fails', async () => {
    expect((await action(new FakeAws(), getStatus, TRAINING)).message).toContain('Requested resource not found');
  });
});

describe('an endpoint', () => {
  it.each(Object.values(EndpointStatus))('has an answer in status %s, within the deadline', async (status) => {
    const aws = endpoint(status, 'new', 'the container did not pass the ping health check');
    const begun = aws.now;
    const end = await action(aws, getStatus, ENDPOINT, STUCK);
    expect(aws.now - begun).toBeLessThanOrEqual(5_400_000);
    expect(end.kind).toBe(status === 'InService' ? 'success' : 'failure');
    if (['Failed', 'OutOfService', 'UpdateRollbackFailed'].includes(status)) {
      expect(end.message).toContain('the container did not pass the ping health check');
    }
  });

  it.each([
    ['Failed', 'failed: '],
    ['OutOfService', 'is out of service: '],
    ['UpdateRollbackFailed', 'could neither be updated nor rolled back: '],
  ])('in status %s says so', async (status, what) => {
    const { message } = await action(endpoint(status, 'new', 'the container is ill'), getStatus, ENDPOINT);
    expect(message).toContain(`endpoint ${ENDPOINT.endpointName} ${what}`);
  });

  it('in a status that nobody knows fails by its name', async () => {
    expect((await action(endpoint('Dreaming'), getStatus, ENDPOINT)).message).toContain('is Dreaming');
  });

  it.each<[string, () => FakeAws]>([
    ['in service with what it served', () => endpoint('InService', 'old', 'of an update that failed long ago')],
    ['failed', () => endpoint('Failed', 'old', 'it failed before it was deleted and created anew')],
    ['not there', () => new FakeAws()],
  ])('that still shows how it was before, %s, is looked at again', async (_, asBefore) => {
    const aws = asBefore();
    const shown = ['Updating', 'InService'];
    const end = await action(aws, getStatus, ENDPOINT, {
      between: ({ sagemaker }) => {
        const status = shown.shift() ?? 'InService';
        sagemaker.endpoints.set('mlops-lab--production', { status, serving: status === 'Updating' ? 'old' : 'new' });
      },
    });
    expect(end).toMatchObject({ kind: 'success', invocations: 3 });
    expect(end.said[0]).toBe('endpoint mlops-lab--production is not seen yet');
  });

  it('that was seen to change and is what it was is believed at once', async () => {
    const end = await action(endpoint('Updating', 'old'), getStatus, ENDPOINT, {
      between: ({ sagemaker }) => {
        sagemaker.trouble = 'no capacity';
        sagemaker.settle();
      },
    });
    expect(end).toMatchObject({ kind: 'failure', invocations: 2 });
  });

  it('in service counts only with the wanted configuration', async () => {
    const aws = endpoint('Updating', 'old');
    aws.sagemaker.trouble = 'model.tar.gz cannot be loaded';
    const end = await action(aws, getStatus, ENDPOINT);
    expect(end.kind).toBe('failure');
    expect(end.message).toContain('was rolled back: it serves old, not new, because: model.tar.gz cannot be loaded');
  });

  it('that was rolled back without a reason says that there is none', async () => {
    expect((await action(endpoint('InService', 'old'), getStatus, ENDPOINT)).message).toContain('gives no reason');
  });

  it('that rolls back is waited for, so that what serves in the end is known', async () => {
    const end = await action(endpoint('RollingBack', 'old'), getStatus, ENDPOINT);
    expect(end.said).toEqual(['endpoint mlops-lab--production is RollingBack']);
    expect(end.message).toContain('it serves old');
  });

  it('that is gone fails', async () => {
    expect((await action(new FakeAws(), getStatus, ENDPOINT)).message).toContain('mlops-lab--production is gone');
  });

  it('whose description is throttled is looked at again, keeping what was seen', async () => {
    const aws = endpoint('Creating');
    const end = await action(aws, getStatus, ENDPOINT, {
      between: ({ sagemaker }, invocation) => {
        if (invocation === 1)
          aws.fail('sagemaker:DescribeEndpoint', new Refused('ThrottlingException', 'Rate exceeded'));
        else sagemaker.settle();
      },
    });
    expect(end).toMatchObject({ kind: 'success', invocations: 3 });
    expect(end.said[1]).toMatch(/^AWS has no time yet for .*mlops-lab--production/);
  });

  it.each([
    ['old', /failed: .*The previous configuration old serves again, from an endpoint that was created anew/],
    ['none', /There was no configuration before, so endpoint mlops-lab--production was deleted/],
  ])('of production that fails to start is put back to %s', async (previousEndpointConfigName, told) => {
    const aws = endpoint('Failed');
    const variant = { ModelName: 'old', ServerlessConfig: {} };
    aws.sagemaker.configurations.set('old', { variant, tags: new Map(), createdAt: 1 });
    // Where there was none, none may be looked for: the role may look at the lab's own alone.
    if (previousEndpointConfigName === 'none') aws.fail('sagemaker:DescribeEndpointConfig', DENIED, 9);
    const end = await action(aws, getStatus, { ...ENDPOINT, previousEndpointConfigName });
    expect(end).toMatchObject({ kind: 'failure', message: expect.stringMatching(told) as string });
    expect(aws.sagemaker.endpoints.get('mlops-lab--production')?.serving).toBe(
      previousEndpointConfigName === 'none' ? undefined : 'old',
    );
  });

  it('that may not be looked at fails with the cause', async () => {
    const end = await action(endpoint('InService'), getStatus, ENDPOINT, {
      environment: { DEPLOY_ROLE_ARN: 'arn:aws:iam::333333333333:role/gone' },
    });
    expect(end).toMatchObject({ kind: 'failure', type: 'PermissionError' });
  });
});
