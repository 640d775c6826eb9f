import { strToU8 } from 'fflate';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { FakeAws } from '../../test/functions/fake-aws.ts';
import { LAB_TAGS } from '../../test/functions/fake-sagemaker.ts';
import { Refused, response } from '../../test/functions/fake-wire.ts';
import { action, ARTIFACT, EXECUTION, type ActionOptions } from '../../test/functions/pipeline.ts';
import { csv, dataSubmission, modelSubmission, penguins, trainedModel } from '../../test/functions/submissions.ts';
import { packModel, readModel } from '../../src/lab/submission/model.ts';
import { bomb, modelArchive } from '../../test/lab/submission/archives.ts';
import { trainModel } from './train-model.ts';
import { courseText } from '../../src/lab/course/course.ts';
import { MULTICLASS } from '../../test/support/class-courses.ts';
import { PENGUINS } from '../../test/support/course.ts';

const FOLDER = `s3://mlops-artifacts/models/${EXECUTION}`;
const JOB = `mlops-lab--${EXECUTION}`;

function submitted(archive: Uint8Array): FakeAws {
  const aws = new FakeAws();
  aws.objects.put(`${ARTIFACT.bucket}/${ARTIFACT.key}`, archive);
  return aws;
}

function train(aws: FakeAws, options?: ActionOptions) {
  return action(aws, trainModel, { executionId: EXECUTION }, options);
}

describe('training on submitted data', () => {
  it('starts a job of the built-in XGBoost on exactly these rows', async () => {
    const rows = penguins(60);
    const aws = submitted(dataSubmission(csv(rows), { hyperparameters: { max_depth: 5 } }));
    const end = await train(aws);
    expect(end).toMatchObject({
      kind: 'success',
      outputVariables: {
        Kind: 'data',
        Submission: 'adelie',
        TrainingJobName: JOB,
        ModelData: `${FOLDER}/${JOB}/output/model.tar.gz`,
      },
    });
    expect(aws.objects.text(`mlops-artifacts/training/${EXECUTION}/train.csv`)).toBe(
      rows.map((row) => `${row.join(',')}\n`).join(''),
    );
    expect(aws.sagemaker.trainingJobs.get(JOB)?.request).toMatchObject({
      RoleArn: 'arn:aws:iam::111111111111:role/mlops-lab--training-us-east-1',
      HyperParameters: { objective: 'reg:squarederror', max_depth: '5', num_round: '100' },
      InputDataConfig: [
        {
          ChannelName: 'train',
          ContentType: 'text/csv',
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              S3Uri: `s3://mlops-artifacts/training/${EXECUTION}/train.csv`,
              S3DataDistributionType: 'FullyReplicated',
            },
          },
        },
      ],
      OutputDataConfig: { S3OutputPath: `${FOLDER}/`, KmsKeyId: 'arn:aws:kms:us-east-1:111111111111:key/tools' },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      Tags: LAB_TAGS,
    });
  });

  it.each([true, false])('has no network where the lab is to have none: %s', async (isIsolated) => {
    const aws = submitted(dataSubmission());
    await train(aws, { environment: { NETWORK_ISOLATION: String(isIsolated) } });
    expect(aws.sagemaker.trainingJobs.get(JOB)?.request).toMatchObject({ EnableNetworkIsolation: isIsolated });
  });

  it('tells XGBoost how many classes the course has, on their places in it', async () => {
    const rows = ['setosa', 'versicolor', 'virginica'].flatMap((species) =>
      Array.from({ length: 20 }, (_, size) => `${species},${String(size)}`),
    );
    const table = ['species,size', ...rows, ''].join('\n');
    const aws = submitted(dataSubmission(table, { course: 'iris' }));
    aws.objects.put('mlops-assets/courses/0123/course.json', courseText(MULTICLASS));
    expect(await train(aws)).toMatchObject({ kind: 'success', message: expect.stringContaining('60 rows') as string });
    expect(aws.sagemaker.trainingJobs.get(JOB)?.request).toMatchObject({
      HyperParameters: { objective: 'multi:softprob', num_class: '3' },
    });
    expect(aws.objects.text(`mlops-artifacts/training/${EXECUTION}/train.csv`)).toMatch(/^0,0\n[^]*\n2,19\n$/);
  });

  it.each(['InProgress', 'Completed'])('finds the job that it started before: %s', async (status) => {
    const aws = submitted(dataSubmission());
    await train(aws);
    const job = aws.sagemaker.trainingJobs.get(JOB);
    if (job) job.status = status;
    expect(await train(aws)).toMatchObject({ outputVariables: { TrainingJobName: JOB } });
    expect(aws.sagemaker.trainingJobs.size).toBe(1);
  });

  it.each(['Failed', 'Stopped'])('starts another job where the last is %s', async (status) => {
    const aws = submitted(dataSubmission());
    for (const number of ['', '-2', '-3']) {
      expect(await train(aws)).toMatchObject({
        outputVariables: {
          TrainingJobName: `${JOB}${number}`,
          ModelData: `${FOLDER}/${JOB}${number}/output/model.tar.gz`,
        },
      });
      const job = aws.sagemaker.trainingJobs.get(`${JOB}${number}`);
      if (job) job.status = status;
    }
  });

  it('gives up after twenty failed jobs', async () => {
    const aws = submitted(dataSubmission());
    for (let number = 1; number <= 20; number += 1) {
      aws.sagemaker.trainingJobs.set(number === 1 ? JOB : `${JOB}-${number}`, { status: 'Failed', request: {} });
    }
    expect((await train(aws)).message).toContain('training failed 20 times');
  });

  it('starts none where it cannot tell whether there is one', async () => {
    const aws = submitted(dataSubmission());
    aws.fail('sagemaker:DescribeTrainingJob', new Refused('AccessDeniedException', 'may not look', 403));
    const end = await train(aws);
    expect(end).toMatchObject({ kind: 'failure', type: 'PermissionError' });
    expect(end.message).toContain('may not look');
    expect(aws.sagemaker.trainingJobs.size).toBe(0);
  });

  it('takes a job that another invocation starts at the same moment for its own', async () => {
    const aws = submitted(dataSubmission());
    aws.fail('sagemaker:CreateTrainingJob', new Refused('ResourceInUse', 'Training job names must be unique'));
    expect(await train(aws)).toMatchObject({ kind: 'success', outputVariables: { TrainingJobName: JOB } });
  });

  it.each([
    ['AccessDeniedException', 'may not pass the role', 400, 'PermissionError'],
    ['ResourceLimitExceeded', 'limit ml.m5.large for training job usage is 0', 400, 'JobFailed'],
  ])('fails with the cause where SageMaker refuses: %s', async (code, message, status, type) => {
    const aws = submitted(dataSubmission());
    aws.fail('sagemaker:CreateTrainingJob', new Refused(code, message, status));
    const end = await train(aws);
    expect(end).toMatchObject({ kind: 'failure', type });
    expect(end.message).toContain(`CreateTrainingJob of ${JOB}: ${code}: ${message}`);
  });
});

describe('a submitted model', () => {
  it('passes on in an archive that holds nothing else', async () => {
    const aws = submitted(modelSubmission());
    const end = await train(aws);
    expect(end).toMatchObject({
      kind: 'success',
      outputVariables: {
        Kind: 'model',
        Submission: 'gentoo',
        TrainingJobName: 'none',
        ModelData: `${FOLDER}/model.tar.gz`,
      },
    });
    expect(aws.objects.get(`mlops-artifacts/models/${EXECUTION}/model.tar.gz`)?.body).toEqual(
      Buffer.from(packModel(readModel(trainedModel(), PENGUINS))),
    );
    expect(aws.sagemaker.trainingJobs.size).toBe(0);
  });

  it('that is a pickle is refused, and nothing of it is stored', async () => {
    const pickle = modelArchive([{ name: 'xgboost-model', content: strToU8('cposix\nsystem\n(Vid\ntR.') }]);
    const aws = submitted(modelSubmission(pickle));
    const end = await train(aws);
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toContain('save it with booster.save_model("xgboost-model.json")');
    expect(aws.objects.get(`mlops-artifacts/models/${EXECUTION}/model.tar.gz`)).toBeUndefined();
  });
});

describe('a submission that cannot be used', () => {
  const header = csv([]).trim();
  it.each<[string, Uint8Array, string]>([
    ['no zip', strToU8('hello'), 'the submission is not a zip archive'],
    ['an unknown key', dataSubmission(undefined, { nmae: 'x' } as object), 'has the unknown key "nmae"'],
    ['a missing column', dataSubmission(csv(penguins(60)).replace('male', 'sex')), 'has no column male'],
    ['text for a number', dataSubmission(`${header}\n${'x,1,1,1,1,1,1\n'.repeat(60)}`), '"x" is not a number'],
    ['a bad range', dataSubmission(undefined, { hyperparameters: { eta: 7 } }), 'eta is a number from 0.01 to 1'],
    ['a model that is none', modelSubmission(strToU8('hello')), 'model.tar.gz is not packed with gzip'],
    ['a bomb', bomb(), 'unpacks to more than 50 MB'],
  ])('%s is refused with what is wrong', async (_, archive, problem) => {
    const aws = submitted(archive);
    const end = await train(aws);
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toContain(problem);
    expect(aws.calls.filter((call) => !/GetObject|PutJob/.test(call))).toEqual([]);
  });
});

describe('the input artifact', () => {
  it('is refused by its size before it is read', async () => {
    const aws = submitted(dataSubmission());
    let isRead = false;
    const body = new Readable({
      highWaterMark: 0,
      read() {
        isRead = true;
        this.push(new Uint8Array(1000));
      },
    });
    const headers = { 'content-length': '30000000' };
    aws.fail('s3:GetObject', () => response(200, body, 'application/zip', headers));
    const end = await train(aws);
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toContain('the submission has 30000000 bytes; at most 20000000 are allowed');
    expect(isRead).toBe(false);
  });

  it('is cut off where it is larger than it says', async () => {
    const aws = submitted(dataSubmission());
    let bytes = 0;
    const body = new Readable({
      read() {
        bytes += 1_000_000;
        this.push(new Uint8Array(1_000_000));
      },
    });
    aws.fail('s3:GetObject', () => response(200, body, 'application/zip'));
    expect((await train(aws)).message).toContain('the submission has more than 20000000 bytes');
    expect(bytes).toBeLessThan(25_000_000);
  });

  it.each([
    ['is gone', new Refused('NoSuchKey', 'The specified key does not exist.', 404), 'RevisionUnavailable'],
    ['may not be read', new Refused('AccessDenied', 'Access Denied', 403), 'PermissionError'],
  ])('fails the job where it %s', async (_, fault, type) => {
    const aws = submitted(dataSubmission());
    aws.fail('s3:GetObject', fault);
    expect(await train(aws)).toMatchObject({ kind: 'failure', type });
  });

  it('is read again where it is not answered', async () => {
    const aws = submitted(dataSubmission());
    aws.fail('s3:GetObject', new Refused('SlowDown', 'Please reduce your request rate.', 503));
    aws.fail('sagemaker:CreateTrainingJob', new Refused('ThrottlingException', 'Rate exceeded'));
    const { kind, said } = await train(aws);
    expect(kind).toBe('success');
    expect(said).toEqual([
      'AWS has no time yet for GetObject of the input artifact: SlowDown: Please reduce your request rate',
      `AWS has no time yet for CreateTrainingJob of ${JOB}: ThrottlingException: Rate exceeded`,
    ]);
    expect(aws.sagemaker.trainingJobs.size).toBe(1);
  });
});

describe('the settings', () => {
  it.each([
    [
      { TRAINING_MAX_SECONDS: '0' },
      'the environment variable TRAINING_MAX_SECONDS is "0"; write a number from 1 to 86400',
    ],
    [{ TRAINING_ROLE_ARN: undefined }, 'the environment variable TRAINING_ROLE_ARN is missing or empty'],
  ])('that are wrong are named: %o', async (environment, problem) => {
    const end = await train(submitted(dataSubmission()), { environment });
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toContain(problem);
  });
});
