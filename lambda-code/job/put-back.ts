import {
  CreateEndpointCommand,
  DeleteEndpointCommand,
  SageMakerClient,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import type { FailureType } from '@aws-sdk/client-codepipeline';
import { NONE } from '../../src/lab/release.ts';
import { findConfiguration } from './configuration.ts';
import { describeEndpoint, endpointSeconds, isLate, type Endpoint } from './endpoint.ts';
import { failureOf, isAnswer, isPassing } from './failures.ts';
import type { Job } from './job.ts';
import { labTags } from './lab.ts';
import { again, failed, type Failed, type Outcome } from './outcome.ts';
import { putBackStep, type EndpointChange, type PutBackStep } from './put-back-step.ts';
import type { ClientSetup } from './setup.ts';
import { nextToken, type Token } from './token.ts';

/** A check that failed, for which the release is being undone. */
export interface Undoing {
  readonly failure: Pick<Failed, 'type' | 'message'>;
  /** When that began, in milliseconds since the epoch. */
  readonly since: number;
  /** How often the endpoint was told to go back. */
  readonly tries: number;
  /** Whether the endpoint had to be deleted, and did not answer for a while. */
  readonly interrupted: boolean;
}

const MOST_TRIES = 3;

export function beginUndoing(failure: Undoing['failure'], job: Job): Undoing {
  return { failure, since: job.now(), tries: 0, interrupted: false };
}

export function undoingOf({ notes }: Token): Undoing | undefined {
  const { type, message, since, tries, interrupted } = notes;
  if (type === undefined || message === undefined) return undefined;
  const failure = { type: type as FailureType, message };
  return { failure, since: Number(since), tries: Number(tries), interrupted: interrupted === 'true' };
}

/**
 * Brings the endpoint back to what it served before, as often invoked as that takes, and then fails the action. `notes`
 * are handed on for the action's own use.
 */
export async function putBack(
  undoing: Undoing,
  change: EndpointChange,
  job: Job,
  client: ClientSetup,
  notes: Token['notes'] = {},
): Promise<Outcome> {
  const sagemaker = new SageMakerClient(client);
  const goOn = (next: Undoing) => waiting(next, change, job, notes);
  const late = isLate(job, undoing.since, endpointSeconds(job));
  try {
    const endpoint = await describeEndpoint(job, sagemaker, change.endpointName);
    const step = await stepFor(endpoint, change, job, sagemaker);
    const end = endOf(step, endpoint, undoing, change);
    if (end) return end;
    if (late) return notPutBack(undoing, 'it takes too long', change);
    if (step === 'wait') return goOn(undoing);
    if (undoing.tries >= MOST_TRIES) return notPutBack(undoing, endpoint?.reason ?? 'the endpoint is gone', change);
    await takeBack(step, change, job, sagemaker);
    return goOn(step === 'delete' ? { ...undoing, interrupted: true } : { ...undoing, tries: undoing.tries + 1 });
  } catch (error) {
    const isOver = late || !(isPassing(error) || isBusy(error));
    return isOver ? notPutBack(undoing, failureOf(error).message, change) : goOn(undoing);
  }
}

async function stepFor(
  endpoint: Endpoint | undefined,
  change: EndpointChange,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<PutBackStep> {
  const { previousEndpointConfigName: name } = change;
  const previous = name === NONE ? undefined : await findConfiguration(name, job, sagemaker);
  return putBackStep(endpoint, change, previous);
}

function endOf(
  step: PutBackStep,
  endpoint: Endpoint | undefined,
  undoing: Undoing,
  change: EndpointChange,
): Outcome | undefined {
  const { endpointName, previousEndpointConfigName: previous } = change;
  const { type, message } = undoing.failure;
  if (step === 'impossible') return notPutBack(undoing, 'that configuration is gone', change);
  if (step === 'kept') {
    return failed(
      type,
      `${message}. Endpoint ${endpointName} serves ${endpoint?.serving ?? 'nothing'} meanwhile, and is left`,
    );
  }
  if (step !== 'done') return undefined;
  if (!endpoint) {
    return failed(type, `${message}. There was no configuration before, so endpoint ${endpointName} was deleted`);
  }
  const how = undoing.interrupted ? ', from an endpoint that was created anew and did not answer meanwhile' : '';
  return failed(type, `${message}. The previous configuration ${previous} serves again${how}`);
}

async function takeBack(
  step: PutBackStep,
  { endpointName: EndpointName, previousEndpointConfigName: EndpointConfigName }: EndpointChange,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<void> {
  if (step === 'delete') {
    await job.call(`DeleteEndpoint of ${EndpointName}`, (options) =>
      sagemaker.send(new DeleteEndpointCommand({ EndpointName }), options),
    );
  } else if (step === 'create') {
    const input = { EndpointName, EndpointConfigName, Tags: labTags(job) };
    await job.call(`CreateEndpoint of ${EndpointName}`, (options) =>
      sagemaker.send(new CreateEndpointCommand(input), options),
    );
  } else {
    await job.call(`UpdateEndpoint of ${EndpointName}`, (options) =>
      sagemaker.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName }), options),
    );
  }
}

function waiting(undoing: Undoing, change: EndpointChange, job: Job, notes: Token['notes']): Outcome {
  const { failure, since, tries, interrupted } = undoing;
  const own = { type: failure.type, since: String(since), tries: String(tries), interrupted: String(interrupted) };
  const previous = change.previousEndpointConfigName;
  const aim = previous === NONE ? 'Deleting the endpoint' : `Going back to ${previous}`;
  const token = nextToken(job.token(), { ...notes, ...own, message: failure.message });
  return again(token, `${failure.message}. ${aim}`);
}

function notPutBack({ failure }: Undoing, reason: string, change: EndpointChange): Outcome {
  const { endpointName, previousEndpointConfigName: previous } = change;
  return failed(
    failure.type,
    `${failure.message}. Endpoint ${endpointName} could not be brought back to ${previous}: ${reason}. ` +
      'Mend what it names and submit again, or update the endpoint by hand in the Staging account',
  );
}

function isBusy(error: unknown): boolean {
  return isAnswer(error, 'ValidationException', /in-progress|already existing endpoint "/i);
}
