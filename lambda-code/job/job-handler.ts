import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { answer } from './answer.ts';
import { jobIdOf, readRequest } from './event.ts';
import { CallFailure, failureOf, JobFailure } from './failures.ts';
import { Job } from './job.ts';
import { frames, log } from './log.ts';
import { again, failed, type Outcome } from './outcome.ts';
import { lambdaSurroundings, type Surroundings } from './setup.ts';
import { withinTime } from './time-limit.ts';
import { nextToken } from './token.ts';
import { unansweredNotes } from './unanswered.ts';
import type { Values } from './values.ts';

/** What a function does with a job. */
export interface JobDefinition<Parameters extends object> {
  /** The function's name, for the log. */
  readonly name: string;
  /** Reads the action's user parameters. */
  readonly parse: (parameters: Values) => Parameters;
  readonly run: (parameters: Parameters, job: Job) => Promise<Outcome>;
}

/** What the function takes of Lambda's context object. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

export type Handler = (event: unknown, context: LambdaContext) => Promise<void>;

/** What is left for the answer when the function's time runs out. */
const MARGIN = 5000;

/** A Lambda function for CodePipeline's invoke action: whatever happens, the job gets an answer, and one only. */
export function jobHandler<Parameters extends object>(
  definition: JobDefinition<Parameters>,
  surroundings: Surroundings = lambdaSurroundings(),
): Handler {
  const client = new CodePipelineClient(surroundings.client);
  return async (event, context) => {
    const jobId = jobIdOf(event);
    const line = { function: definition.name, jobId, executionId: executionIdOf(event) };
    log({ ...line, event: 'job-started' });
    const { outcome, at } = await caught(() => run(definition, surroundings, event, context));
    const answered = await answer(client, jobId, outcome);
    const end = answered.kind === 'failed' ? `failed: ${answered.type}` : answered.kind;
    log({ ...line, event: 'job-ended', outcome: end, at });
  };
}

async function run<Parameters extends object>(
  { parse, run: work }: JobDefinition<Parameters>,
  surroundings: Surroundings,
  event: unknown,
  context: LambdaContext,
): Promise<Outcome> {
  const request = readRequest(event);
  const parameters = parse(request.parameters);
  const remaining = () => context.getRemainingTimeInMillis();
  const job = new Job({ id: jobIdOf(event), request, surroundings, remaining });
  const total = remaining();
  return withinTime(
    total - Math.min(MARGIN, total / 2),
    () => patiently(() => work(parameters, job), job),
    () => outOfTime(job, total),
  );
}

/** A stage that failed has to be retried by hand, so that what passes is waited for. */
async function patiently(work: () => Promise<Outcome>, job: Job): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    const notes = unansweredNotes(error, job);
    if (!(error instanceof Error) || notes === undefined) throw error;
    return again(nextToken(job.token(), notes), `AWS has no time yet for ${error.message}`);
  }
}

function outOfTime(job: Job, total: number): Outcome {
  job.end();
  const seconds = Math.round(total / 1000);
  return failed(
    'JobFailed',
    `the function ran out of time (${seconds} s) while waiting for ${job.doing}; retry the stage`,
  );
}

async function caught(work: () => Promise<Outcome>): Promise<{ outcome: Outcome; at?: string[] | undefined }> {
  try {
    return { outcome: await work() };
  } catch (error) {
    const isForeseen = error instanceof JobFailure || error instanceof CallFailure;
    return { outcome: failureOf(error), at: isForeseen ? undefined : frames(error) };
  }
}

/** For the log, whatever else is wrong with the event. */
function executionIdOf(event: unknown): string | undefined {
  try {
    return readRequest(event).parameters.optionalText('executionId');
  } catch {
    return undefined;
  }
}
