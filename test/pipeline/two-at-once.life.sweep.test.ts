import type { ListObjectVersionsOutput } from '@aws-sdk/client-s3';
import type { ListTrainingJobsResponse, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { submit } from '../../src/actions/submit/index.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { SUBMISSION_KEY, submissionBucket } from '../../src/lab/names.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';
import { ARTIFACTS, bytesOf, call, configurationOf, executions, MODELS, packages, submitWatched } from './releases.ts';

/** What an execution made of its submission. */
interface Trained {
  readonly rows: number;
  readonly depth: string | undefined;
}

function trainedBy(lab: Rehearsal, { release: ended }: Outcome): Trained {
  const id = ended?.executionId ?? '';
  const rows = Buffer.from(bytesOf(lab, 'tools', ARTIFACTS, `training/${id}/train.csv`))
    .toString()
    .trim()
    .split('\n');
  const job = call<DescribeTrainingJobResponse>(lab, 'tools', 'sagemaker:DescribeTrainingJob', {
    TrainingJobName: `mlops-lab--${id}`,
  });
  return { rows: rows.length, depth: job.HyperParameters?.['max_depth'] };
}

/** A part of the lab's data, as somebody's own. */
function share(lab: Rehearsal, rows: number): Uint8Array {
  const lines = Buffer.from(lab.context.bundle.training).toString().trim().split('\n');
  return Buffer.from(lines.slice(0, rows + 1).join('\n'));
}

async function twoAtOnce(): Promise<void> {
  const lab = await continued(await deployedLab());
  const [one, other] = [share(lab, 240), share(lab, 230)];
  const results = await Promise.all([
    submitWatched(lab, ['num_round=20', 'max_depth=3'], one),
    submitWatched(lab, ['num_round=20', 'max_depth=2'], other),
  ]);
  const [first, second] = results;
  // The newest first; the oldest is what CodePipeline begins by itself when a pipeline is made.
  const [later, earlier] = executions(lab);

  it('are judged one after the other', () => {
    expect([first.release?.outcome, second.release?.outcome]).toEqual(['released', 'released']);
    expect(results.map((result) => result.release?.executionId).sort()).toEqual(
      [later?.pipelineExecutionId, earlier?.pipelineExecutionId].sort(),
    );
    expect(later?.startTime?.getTime()).toBeLessThan(earlier?.lastUpdateTime?.getTime() ?? 0);
    expect(packages(lab)).toEqual(['Approved', 'Approved']);
  });

  it('are each trained on their own data, in their own way', () => {
    expect(trainedBy(lab, first)).toEqual({ rows: 240, depth: '3' });
    expect(trainedBy(lab, second)).toEqual({ rows: 230, depth: '2' });
    const measures = [first, second].map((result) => result.release?.evaluations.map(({ value }) => value));
    expect(measures[0]).not.toEqual(measures[1]);
  });

  it('leave the endpoints with the model of the later one', () => {
    const id = later?.pipelineExecutionId ?? '';
    const model = bytesOf(lab, 'tools', ARTIFACTS, `models/${id}/mlops-lab--${id}/output/model.tar.gz`);
    for (const environment of ['nonprod', 'production'] as const) {
      const suffix = configurationOf(lab, environment)?.slice(-12) ?? '';
      expect(bytesOf(lab, 'staging', MODELS, `${environment}/${suffix}/model.tar.gz`)).toEqual(model);
    }
  });
}

/** When a submission arrived among the others: 0 for the first. */
function arrivals(lab: Rehearsal): (result: Outcome) => number {
  const input = { Bucket: submissionBucket(LAB), Prefix: SUBMISSION_KEY };
  const { Versions = [] } = call<ListObjectVersionsOutput>(lab, 'tools', 's3:ListObjectVersions', input);
  // S3 lists the newest first.
  const versions = Versions.map(({ VersionId }) => VersionId).toReversed();
  return ({ submission: handedIn }) => versions.indexOf(handedIn?.version);
}

async function threeAtOnce(): Promise<void> {
  const lab = await continued(await deployedLab({ executionMode: 'superseded' }));
  const quick = { hyperparameters: ['num_round=5'], watch: true };
  const submitted = await Promise.all(
    ['one', 'two', 'three'].map((name) => submit(lab.context, UNATTENDED, { ...quick, name })),
  );
  const order = arrivals(lab);
  const results = submitted.toSorted((a, b) => order(a) - order(b));
  const [first, , last] = results.map(({ submission: handedIn }) => handedIn?.name);

  it('lets the first and the last arrive, and names to the one between what took its place', () => {
    const outcomes = results.map(({ release: ended }) => [ended?.submission, ended?.outcome]);
    expect(outcomes).toEqual([
      [first, 'released'],
      [undefined, 'superseded'],
      [last, 'released'],
    ]);
    expect(results[1]?.error?.message).toContain(`was superseded by ${results[2]?.release?.executionId ?? ''}`);
  });

  it('trains nothing for the one between', () => {
    const { TrainingJobSummaries = [] } = call<ListTrainingJobsResponse>(
      lab,
      'tools',
      'sagemaker:ListTrainingJobs',
      {},
    );
    const names = TrainingJobSummaries.map(({ TrainingJobName }) => TrainingJobName);
    expect(names.sort()).toEqual(
      [results[0], results[2]].map((result) => `mlops-lab--${result?.release?.executionId ?? ''}`).sort(),
    );
  });
}

const COURSES = [
  ['two submissions at once', twoAtOnce],
  ['three submissions at once where a newer one takes the place of one that waits', threeAtOnce],
] as const;

for (const [name, tests] of drawn(COURSES)) describe(name, tests);
