import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { BETTER_ONE, ENVIRONMENTS, NONE, type EvaluateParameters } from '../../src/lab/release.ts';
import { stagingClient } from '../job/deploy-role.ts';
import { describeEndpoint, endpointSeconds, isLate, serves } from '../job/endpoint.ts';
import { failureOf, isNotReady, JobFailure } from '../job/failures.ts';
import type { JobDefinition } from '../job/job-handler.ts';
import type { Job } from '../job/job.ts';
import { executionId, modelData } from '../job/lab.ts';
import { again, succeeded, type Outcome } from '../job/outcome.ts';
import { beginUndoing, putBack, undoingOf, type Undoing } from '../job/put-back.ts';
import type { ClientSetup } from '../job/setup.ts';
import { withinTime } from '../job/time-limit.ts';
import { nextToken } from '../job/token.ts';
import { unansweredNotes } from '../job/unanswered.ts';
import type { Values } from '../job/values.ts';
import { evaluate, type Evaluation } from './evaluation.ts';
import { outputs } from './figures.ts';
import { decide, register } from './registry.ts';
import { writeReport } from './report.ts';
import { summary } from './summary.ts';

/** What is left of the function's time for putting the previous configuration back. */
const TIME_TO_UNDO = 60_000;

export const evaluateModel: JobDefinition<EvaluateParameters> = {
  name: 'EvaluateModel',
  parse,
  async run(parameters, job) {
    const client = stagingClient(job);
    const undoing = undoingOf(job.token());
    if (undoing) return undo(undoing, parameters, job, client);
    await expectServing(parameters, job, client);
    return parameters.environment === 'production'
      ? guarded(parameters, job, client)
      : judge(parameters, job, client, register);
  },
};

function parse(values: Values): EvaluateParameters {
  const modelPackageArn = values.optionalText('modelPackageArn');
  return {
    environment: values.oneOf('environment', ENVIRONMENTS),
    executionId: executionId(values),
    modelData: modelData(values),
    course: values.text('course'),
    endpointName: values.text('endpointName'),
    endpointConfigName: values.text('endpointConfigName'),
    previousEndpointConfigName: values.text('previousEndpointConfigName'),
    ...(modelPackageArn !== undefined && { modelPackageArn }),
  };
}

/** What is not served cannot be judged, as when a check is retried after its release was undone. */
async function expectServing(parameters: EvaluateParameters, job: Job, client: ClientSetup): Promise<void> {
  const { endpointName: name, endpointConfigName: wanted } = parameters;
  const endpoint = await describeEndpoint(job, new SageMakerClient(client), name);
  if (serves(endpoint, wanted)) return;
  const found = endpoint ? `is ${String(endpoint.status)} with ${endpoint.serving ?? 'nothing'}` : 'is gone';
  throw new JobFailure(
    'JobFailed',
    `endpoint ${name} ${found}, so that ${wanted} cannot be evaluated; retry all actions of the stage, to deploy it again`,
  );
}

type Registration = typeof register;

/** The action's result follows what was measured, and never comes before it. */
async function judge(
  parameters: EvaluateParameters,
  job: Job,
  client: ClientSetup,
  registration: Registration,
): Promise<Outcome> {
  const evaluation = await onceReady(() => evaluate(parameters, job, client), parameters, job);
  if (evaluation === undefined) return unready(parameters, job);
  const report = await writeReport(evaluation, parameters, job);
  const modelPackageArn = await registration(evaluation, parameters, report, job);
  if (evaluation.passed) return succeeded(summary(evaluation), outputs(evaluation, modelPackageArn));
  throw new JobFailure('JobFailed', `${fault(evaluation)}, ${BETTER_ONE}: ${summary(evaluation)}`);
}

function fault({ impossible }: Evaluation): string {
  return impossible.count > 0 ? 'the model predicts what cannot be' : 'the model is not good enough';
}

/** Undefined while the endpoint's model is not ready, which is waited for as long as for the endpoint itself. */
async function onceReady<T>(work: () => Promise<T>, { endpointName }: EvaluateParameters, job: Job) {
  try {
    return await work();
  } catch (error) {
    if (!isNotReady(error)) throw error;
    const seconds = endpointSeconds(job);
    if (!isLate(job, job.token().startedAt, seconds)) return undefined;
    throw new JobFailure('JobFailed', `the model of ${endpointName} is not ready after more than ${seconds} s`);
  }
}

function unready({ endpointName }: EvaluateParameters, job: Job): Outcome {
  return again(nextToken(job.token()), `the model of ${endpointName} is not ready yet`);
}

/** In production, whatever keeps the check from succeeding puts the previous configuration back, but for what passes. */
async function guarded(parameters: EvaluateParameters, job: Job, client: ClientSetup): Promise<Outcome> {
  const remaining = job.remaining();
  try {
    return await withinTime(
      remaining - Math.min(TIME_TO_UNDO, remaining / 2),
      () => judge(parameters, job, client, approve),
      () => {
        throw new JobFailure('JobFailed', `the function ran out of time while waiting for ${job.doing}`);
      },
    );
  } catch (error) {
    if (unansweredNotes(error, job)) throw error;
    return undo(beginUndoing(failureOf(error), job), parameters, job, client);
  }
}

/** The endpoint comes first; once it is settled, the model is rejected too. */
async function undo(undoing: Undoing, parameters: EvaluateParameters, job: Job, client: ClientSetup): Promise<Outcome> {
  const outcome = await putBack(undoing, parameters, job, client);
  const { modelPackageArn = NONE } = parameters;
  if (outcome.kind !== 'failed' || modelPackageArn === NONE) return outcome;
  try {
    await decide(modelPackageArn, 'Rejected', undoing.failure.message, job);
    return outcome;
  } catch (error) {
    return { ...outcome, message: `${outcome.message}. The model could not be rejected: ${failureOf(error).message}` };
  }
}

/** What is released is approved, also if an earlier try was not. */
const approve: Registration = async (evaluation, { modelPackageArn = NONE }, _report, job) => {
  if (evaluation.passed && modelPackageArn !== NONE)
    await decide(modelPackageArn, 'Approved', summary(evaluation), job);
  return modelPackageArn;
};
