import { DeleteEndpointCommand, SageMakerClient, UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import type { FailureType } from '@aws-sdk/client-codepipeline';
import { NONE, type EvaluateParameters } from '../../src/lab/release.ts';
import { describeEndpoint, endpointSeconds, isLate, type Endpoint } from '../job/endpoint.ts';
import { failureOf, isAnswer, isPassing } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import { again, failed, type Failed, type Outcome } from '../job/outcome.ts';
import type { ClientSetup } from '../job/setup.ts';
import { nextToken, type Token } from '../job/token.ts';
import { putBackStep, type PutBackStep } from './put-back-step.ts';

/** A check that failed, for which the release is being undone. */
export interface Undoing {
  readonly failure: Pick<Failed, 'type' | 'message'>;
  /** How often the endpoint was told to go back. */
  readonly tries: number;
}

const MOST_TRIES = 3;

export function undoingOf({ notes }: Token): Undoing | undefined {
  const { type, message, tries } = notes;
  if (type === undefined || message === undefined) return undefined;
  return { failure: { type: type as FailureType, message }, tries: Number(tries) };
}

/** Brings the endpoint back to what it served before, as often invoked as that takes, and then fails the action. */
export async function putBack(
  undoing: Undoing,
  parameters: EvaluateParameters,
  job: Job,
  client: ClientSetup,
): Promise<Outcome> {
  const token = job.token();
  const sagemaker = new SageMakerClient(client);
  try {
    const endpoint = await describeEndpoint(job, sagemaker, parameters.endpointName);
    const step = putBackStep(endpoint, parameters);
    const end = endOf(step, endpoint, undoing, parameters);
    if (end) return end;
    if (isLate(job, token.startedAt, endpointSeconds(job))) return lost(undoing, 'it takes too long', parameters);
    if (step === 'wait') return next(token, undoing, parameters);
    if (undoing.tries >= MOST_TRIES) return lost(undoing, endpoint?.reason ?? '', parameters);
    await takeBack(step, parameters, job, sagemaker);
    return next(token, { ...undoing, tries: undoing.tries + 1 }, parameters);
  } catch (error) {
    const isOver = isLate(job, token.startedAt, endpointSeconds(job)) || !(isPassing(error) || isBusy(error));
    return isOver ? lost(undoing, failureOf(error).message, parameters) : next(token, undoing, parameters);
  }
}

function endOf(
  step: PutBackStep,
  endpoint: Endpoint | undefined,
  undoing: Undoing,
  parameters: EvaluateParameters,
): Outcome | undefined {
  const { endpointName, previousEndpointConfigName: previous } = parameters;
  const { type, message } = undoing.failure;
  if (step === 'lost') return lost(undoing, endpoint ? endpoint.reason : 'the endpoint is gone', parameters);
  if (step === 'left') {
    return failed(
      type,
      `${message}. Endpoint ${endpointName} serves ${endpoint?.serving ?? 'nothing'} meanwhile, and is left`,
    );
  }
  if (step !== 'done') return undefined;
  return failed(
    type,
    endpoint
      ? `${message}. The previous configuration ${previous} serves again`
      : `${message}. There was no configuration before, so endpoint ${endpointName} was deleted`,
  );
}

async function takeBack(
  step: PutBackStep,
  { endpointName, previousEndpointConfigName: previous }: EvaluateParameters,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<void> {
  if (step === 'delete') {
    await job.call(`DeleteEndpoint of ${endpointName}`, (options) =>
      sagemaker.send(new DeleteEndpointCommand({ EndpointName: endpointName }), options),
    );
    return;
  }
  const input = { EndpointName: endpointName, EndpointConfigName: previous };
  await job.call(`UpdateEndpoint of ${endpointName}`, (options) =>
    sagemaker.send(new UpdateEndpointCommand(input), options),
  );
}

function next(token: Token, { failure, tries }: Undoing, { previousEndpointConfigName: previous }: EvaluateParameters) {
  const notes = { type: failure.type, tries: String(tries), message: failure.message };
  const aim = previous === NONE ? 'Deleting the endpoint' : `Going back to ${previous}`;
  return again(nextToken(token, notes), `${failure.message}. ${aim}`);
}

function lost({ failure }: Undoing, reason: string, parameters: EvaluateParameters): Outcome {
  const { endpointName, previousEndpointConfigName: previous } = parameters;
  return failed(
    failure.type,
    `${failure.message}. Endpoint ${endpointName} could not be brought back to ${previous}: ${reason}. ` +
      'Mend what it names and submit again, or update the endpoint by hand in the Staging account',
  );
}

function isBusy(error: unknown): boolean {
  return isAnswer(error, 'ValidationException', /in-progress/i);
}
