import type { PutJobFailureResultInput, PutJobSuccessResultInput } from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { invokeAgain } from './engine/invoke.ts';
import { fail, succeed } from './engine/runs.ts';
import { executionScope, runScope, type RunScope } from './engine/scope.ts';
import { invalid } from './errors.ts';
import { executionsOf, type Job, pipelinesOf } from './state.ts';

/** CodePipeline user guide, "Quotas": bytes of all output variables of an action. */
const MOST_BYTES = 122_880;

/** Ends an action in success, or has its function invoked again where it asks for that with a token. */
export function putJobSuccessResult(input: PutJobSuccessResultInput, call: Call): object {
  call.about('*');
  const { scope, job } = openJob(input.jobId, call);
  const { continuationToken, outputVariables } = input;
  checkVariables(input);
  job.answered = true;
  const { run } = scope;
  noteDetails(input, scope);
  if (continuationToken !== undefined) {
    run.continuationToken = continuationToken;
    invokeAgain(scope);
    return {};
  }
  run.variables = { ...outputVariables };
  succeed(scope);
  return {};
}

export function putJobFailureResult(input: PutJobFailureResultInput, call: Call): object {
  call.about('*');
  const { scope, job } = openJob(input.jobId, call);
  const { type = 'JobFailed', externalExecutionId, message = '' } = input.failureDetails ?? {};
  job.answered = true;
  if (externalExecutionId !== undefined) scope.run.externalId = externalExecutionId;
  fail(scope, type, message);
  return {};
}

function noteDetails({ executionDetails, currentRevision }: PutJobSuccessResultInput, { run }: RunScope): void {
  const { summary, externalExecutionId, percentComplete } = executionDetails ?? {};
  if (summary !== undefined) run.summary = summary;
  if (externalExecutionId !== undefined) run.externalId = externalExecutionId;
  if (percentComplete !== undefined) run.percent = percentComplete;
  const [artifact] = run.outputs;
  if (artifact && currentRevision?.revision !== undefined) artifact.revision = currentRevision.revision;
}

function checkVariables({ continuationToken, outputVariables = {} }: PutJobSuccessResultInput): void {
  const variables = Object.entries(outputVariables);
  if (continuationToken !== undefined) {
    if (variables.length > 0) invalid('Output variables cannot be given together with a continuation token');
  }
  const bytes = variables.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (bytes <= MOST_BYTES) return;
  throw new AwsError(
    'OutputVariablesSizeExceededException',
    `The total size of the output variables is ${bytes} bytes, which exceeds the limit of ${MOST_BYTES} bytes.`,
  );
}

/** A job that waits for its result: the newest of an action in progress. */
function openJob(id: string | undefined, call: Call): { scope: RunScope; job: Job } {
  const found = jobNamed(id, call);
  if (!found) {
    throw new AwsError('JobNotFoundException', 'The job was specified in an invalid format or cannot be found.');
  }
  const { scope, job } = found;
  if (job.answered || scope.run.status !== 'InProgress') {
    throw new AwsError('InvalidJobStateException', 'The job state was specified in an invalid format.');
  }
  return { scope, job };
}

function jobNamed(id: string | undefined, call: Call): { scope: RunScope; job: Job } | undefined {
  for (const pipeline of Object.values(pipelinesOf(call))) {
    for (const execution of executionsOf(pipeline).reverse()) {
      for (const run of execution.runs) {
        const job = run.jobs.find((one) => one.id === id);
        if (job) return { scope: runScope(executionScope(call, pipeline, execution), run), job };
      }
    }
  }
  return undefined;
}
