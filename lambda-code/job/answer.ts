import {
  type CodePipelineClient,
  PutJobFailureResultCommand,
  PutJobSuccessResultCommand,
} from '@aws-sdk/client-codepipeline';
import { failureOf } from './failures.ts';
import { failed, type Outcome } from './outcome.ts';
import { cut } from './token.ts';

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureDetails.html and API_ExecutionDetails.html */
const LONGEST_MESSAGE = 5000;
const LONGEST_SUMMARY = 2048;

/** Tells CodePipeline how the invocation ended. An answer that is refused is none, so that a failure follows it. */
export async function answer(client: CodePipelineClient, jobId: string, outcome: Outcome): Promise<Outcome> {
  try {
    await put(client, jobId, outcome);
    return outcome;
  } catch (error) {
    if (isOver(error)) return outcome;
    if (outcome.kind === 'failed') throw error;
    const { type, message } = failureOf(error);
    return answer(client, jobId, failed(type, `the result could not be reported: ${message}`));
  }
}

async function put(client: CodePipelineClient, jobId: string, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'failed': {
      const failureDetails = { type: outcome.type, message: cut(outcome.message, LONGEST_MESSAGE) };
      await client.send(new PutJobFailureResultCommand({ jobId, failureDetails }));
      return;
    }
    case 'again': {
      const executionDetails = { summary: cut(outcome.message, LONGEST_SUMMARY) };
      const continuationToken = outcome.token;
      await client.send(new PutJobSuccessResultCommand({ jobId, executionDetails, continuationToken }));
      return;
    }
    case 'succeeded': {
      const executionDetails = { summary: cut(outcome.message, LONGEST_SUMMARY), percentComplete: 100 };
      const outputVariables = { ...outcome.outputVariables };
      const input = Object.keys(outputVariables).length > 0 ? { outputVariables } : {};
      await client.send(new PutJobSuccessResultCommand({ jobId, executionDetails, ...input }));
    }
  }
}

/** The job was answered already, as when an answer arrived whose receipt was lost, or its execution was ended. */
function isOver(error: unknown): boolean {
  return error instanceof Error && ['InvalidJobStateException', 'JobNotFoundException'].includes(error.name);
}
