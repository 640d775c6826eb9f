import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Course } from '../../src/lab/course/types.ts';
import { NONE, type TrainOutputs, type TrainParameters } from '../../src/lab/release.ts';
import { trainingHyperparameters } from '../../src/lab/submission/hyperparameters.ts';
import { packModel } from '../../src/lab/submission/model.ts';
import { LIMITS, readSubmission, type Submission } from '../../src/lab/submission/submission.ts';
import { trainingCsv } from '../../src/lab/submission/table.ts';
import { courseKey, readCourse } from '../job/course.ts';
import { JobFailure } from '../job/failures.ts';
import type { JobDefinition } from '../job/job-handler.ts';
import type { Job } from '../job/job.ts';
import { executionId } from '../job/lab.ts';
import { succeeded } from '../job/outcome.ts';
import { train } from './training-job.ts';

const MOST_PROBLEMS = 20;

export const trainModel: JobDefinition<TrainParameters> = {
  name: 'TrainModel',
  parse: (values) => ({ executionId: executionId(values) }),
  async run({ executionId: execution }, job) {
    const archive = await job.artifact(LIMITS.archive);
    const course = await readCourse(job);
    const submission = checked(archive, course);
    const [outputs, message] =
      submission.kind === 'data'
        ? await fit(execution, submission, course, job)
        : await passThrough(execution, submission, job);
    return succeeded(message, { ...outputs, Course: courseKey(job) });
  },
};

/** What became of a submission, and the same for people. */
type Trained = readonly [outputs: Omit<TrainOutputs, 'Course'>, message: string];

type Of<Kind extends Submission['kind']> = Extract<Submission, { kind: Kind }>;

function checked(archive: Uint8Array, course: Course): Submission {
  const result = readSubmission(archive, course);
  if (result.ok) return result.submission;
  const problems = result.problems.slice(0, MOST_PROBLEMS).map((problem) => `- ${problem}`);
  const message = ['the submission cannot be used; correct it and submit again:', ...problems].join('\n');
  throw new JobFailure('ConfigurationError', message);
}

async function fit(execution: string, { manifest, table }: Of<'data'>, course: Course, job: Job): Promise<Trained> {
  const store = (key: string) => putArtifact(job, key, new TextEncoder().encode(trainingCsv(table)), 'text/csv');
  const hyperparameters = trainingHyperparameters(course, manifest.hyperparameters);
  const { name, modelData } = await train({ execution, hyperparameters, store }, job);
  return [
    { Kind: 'data', Submission: manifest.name, TrainingJobName: name, ModelData: modelData },
    `training job ${name} fits ${manifest.name} (${table.rows.length} rows)`,
  ];
}

async function passThrough(execution: string, submission: Of<'model'>, job: Job): Promise<Trained> {
  const { manifest, model } = submission;
  const key = `models/${execution}/model.tar.gz`;
  const modelData = await putArtifact(job, key, packModel(model), 'application/gzip');
  return [
    { Kind: 'model', Submission: manifest.name, TrainingJobName: NONE, ModelData: modelData },
    `${manifest.name} is a trained model and is passed on`,
  ];
}

/** Gives the object's S3 URL. */
async function putArtifact(job: Job, key: string, content: Uint8Array, type: string): Promise<string> {
  const bucket = job.environment.text('ARTIFACT_BUCKET');
  const url = `s3://${bucket}/${key}`;
  const input = { Bucket: bucket, Key: key, Body: content, ContentType: type };
  const s3 = new S3Client(job.client);
  await job.call(`PutObject of ${url}`, (options) => s3.send(new PutObjectCommand(input), options));
  return url;
}
