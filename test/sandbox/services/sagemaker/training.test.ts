import type { GetLogEventsResponse, DescribeLogStreamsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { GetObjectOutput } from '@aws-sdk/client-s3';
import type { ListTrainingJobsResponse } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';

import type { WithBody } from '../../../../src/sandbox/services/s3/write-object.ts';
import { predict } from '../../../../src/sandbox/xgboost/booster.ts';
import { unpackModels } from '../../../../src/sandbox/xgboost/model-archive.ts';
import { readModelFile } from '../../../../src/sandbox/xgboost/model-file.ts';
import { refusal, TOOLS } from '../iam/accounts.ts';
import { penguins, rootMeanSquare } from './penguins.ts';
import { ARTIFACT, aStage, BUCKET, channel, TRAINING, type Stage } from './stage.ts';

const ARN = `arn:aws:sagemaker:us-east-1:${TOOLS}:training-job/fit-1`;
const NAME = { TrainingJobName: 'fit-1' };

function artifact({ call }: Stage, Key = ARTIFACT): Uint8Array {
  const { Body } = call<WithBody<GetObjectOutput>>('s3', 'GetObject', { Bucket: BUCKET, Key });
  return Body ?? new Uint8Array();
}

describe('a training job', () => {
  it('goes through its phases in about three minutes', () => {
    const { sagemaker, pass, job } = aStage();
    expect(sagemaker('CreateTrainingJob', TRAINING)).toEqual({ TrainingJobArn: ARN });
    const seen: unknown[] = [];
    for (const seconds of [0, 80, 20, 60, 20]) {
      pass(seconds);
      const { TrainingJobStatus, SecondaryStatus } = job();
      seen.push(`${TrainingJobStatus} ${SecondaryStatus}`);
    }
    expect(seen).toEqual([
      'InProgress Starting',
      'InProgress Downloading',
      'InProgress Training',
      'InProgress Uploading',
      'Completed Completed',
    ]);
    expect(job()).toMatchObject({
      ModelArtifacts: { S3ModelArtifacts: `s3://${BUCKET}/${ARTIFACT}` },
      TrainingTimeInSeconds: 95,
      HyperParameters: TRAINING.HyperParameters,
      FinalMetricDataList: [{ MetricName: 'train:rmse' }],
    });
    expect(job().SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
      'Starting',
      'Downloading',
      'Training',
      'Uploading',
      'Completed',
    ]);
  });

  it('fits a model that knows more of unseen data than their mean', () => {
    const stage = aStage();
    stage.put('data/validation.csv', penguins(100, 7).csv);
    const InputDataConfig = [channel('train', 'data/train.csv'), channel('validation', 'data/validation.csv')];
    stage.sagemaker('CreateTrainingJob', { ...TRAINING, InputDataConfig });
    stage.pass(300);
    const metric = (name: string) =>
      stage.job().FinalMetricDataList?.find(({ MetricName }) => MetricName === name)?.Value;
    const { rows, labels } = penguins(100, 7);
    const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
    const error = rootMeanSquare(predict(readModelFile(modelIn(artifact(stage))), rows).flat(), labels);
    expect(error).toBeLessThan(
      rootMeanSquare(
        labels.map(() => mean),
        labels,
      ) / 3,
    );
    expect(metric('validation:rmse')).toBeCloseTo(error, 0);
    expect(metric('train:rmse')).toBeLessThan(error);
  });

  it('makes the same bytes of the same data, and others of other hyperparameters', () => {
    const stage = aStage();
    const again = (name: string, more: object = {}) => {
      const HyperParameters = { ...TRAINING.HyperParameters, subsample: '0.8', ...more };
      stage.sagemaker('CreateTrainingJob', { ...TRAINING, TrainingJobName: name, HyperParameters });
      stage.pass(300);
      return Buffer.from(artifact(stage, `models/${name}/output/model.tar.gz`)).toString('base64');
    };
    expect(again('a')).toBe(again('b'));
    expect(again('c', { seed: '5' })).not.toBe(again('d', { seed: '6' }));
    expect(again('e', { max_depth: '2' })).not.toBe(again('f'));
  });

  it('takes all files under a prefix', () => {
    const stage = aStage();
    stage.put('parts/a.csv', penguins(50, 2).csv.trimEnd());
    stage.put('parts/b.csv', penguins(50, 3).csv);
    stage.sagemaker('CreateTrainingJob', { ...TRAINING, InputDataConfig: [channel('train', 'parts/')] });
    stage.pass(300);
    expect(stage.job().TrainingJobStatus).toBe('Completed');
    expect(logOf(stage).join('\n')).toContain('Train matrix has 100 rows and 6 columns');
  });

  it('writes a line a round into the log', () => {
    const stage = aStage();
    stage.sagemaker('CreateTrainingJob', TRAINING);
    stage.pass(300);
    const rounds = logOf(stage).filter((line) => /^\[\d+\]\ttrain-rmse:\d/.test(line));
    expect(rounds).toHaveLength(60);
  });

  it('is stopped, and then has no model', () => {
    const stage = aStage();
    stage.sagemaker('CreateTrainingJob', TRAINING);
    stage.pass(100);
    stage.sagemaker('StopTrainingJob', NAME);
    expect(stage.job().TrainingJobStatus).toBe('Stopping');
    stage.pass(60);
    expect(stage.job()).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
    expect(() => artifact(stage)).toThrow(refusal('NoSuchKey'));
    expect(() => stage.sagemaker('StopTrainingJob', NAME)).toThrow(refusal('ValidationException', /status Stopped/));
  });

  it('ends when its time is over', () => {
    const stage = aStage();
    stage.sagemaker('CreateTrainingJob', { ...TRAINING, StoppingCondition: { MaxRuntimeInSeconds: 30 } });
    stage.pass(300);
    expect(stage.job()).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
    expect(() => artifact(stage)).toThrow(refusal('NoSuchKey'));
  });

  it('is deleted only once it has ended', () => {
    const { cloud, sagemaker, pass, job } = aStage();
    sagemaker('CreateTrainingJob', TRAINING);
    expect(() => sagemaker('DeleteTrainingJob', NAME)).toThrow(refusal('ResourceInUse', /InProgress/));
    pass(300);
    expect(cloud.inventory(TOOLS)).toContain(ARN);
    sagemaker('DeleteTrainingJob', NAME);
    expect(job).toThrow(refusal('ValidationException', 'Requested resource not found.'));
    expect(cloud.inventory(TOOLS)).not.toContain(ARN);
  });

  it('is listed by status and page, and has tags', () => {
    const { sagemaker, pass } = aStage();
    for (const TrainingJobName of ['one', 'two', 'three']) {
      sagemaker('CreateTrainingJob', { ...TRAINING, TrainingJobName, Tags: [{ Key: 'lab', Value: 'x' }] });
      pass(60);
    }
    const list = (input: object) => {
      const { TrainingJobSummaries, NextToken } = sagemaker<ListTrainingJobsResponse>('ListTrainingJobs', input);
      return { names: TrainingJobSummaries?.map(({ TrainingJobName }) => TrainingJobName), NextToken };
    };
    const first = list({ MaxResults: 2 });
    expect(first.names).toEqual(['one', 'two']);
    expect(list({ MaxResults: 2, NextToken: first.NextToken }).names).toEqual(['three']);
    expect(list({ StatusEquals: 'InProgress', SortBy: 'Name' }).names).toEqual(['three', 'two']);
    const ResourceArn = ARN.replace('fit-1', 'two');
    expect(sagemaker('ListTags', { ResourceArn })).toEqual({ Tags: [{ Key: 'lab', Value: 'x' }] });
  });
});

function logOf({ call }: Stage): string[] {
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  const { logStreams } = call<DescribeLogStreamsResponse>('logs', 'DescribeLogStreams', { logGroupName });
  const logStreamName = logStreams?.[0]?.logStreamName;
  expect(logStreamName).toMatch(/^fit-1\/algo-1-\d+$/);
  const { events } = call<GetLogEventsResponse>('logs', 'GetLogEvents', {
    logGroupName,
    logStreamName,
    startFromHead: true,
  });
  return events?.map(({ message }) => message ?? '') ?? [];
}

function modelIn(archive: Uint8Array): Uint8Array {
  return unpackModels(archive)[0]?.content ?? new Uint8Array();
}
