import type { FailureType } from '@aws-sdk/client-codepipeline';
import { failed, type Failed } from './outcome.ts';

/** Ends a job with a message that is made for people. */
export class JobFailure extends Error {
  readonly type: FailureType;

  constructor(type: FailureType, message: string) {
    super(message);
    this.type = type;
  }
}

/** A call that AWS refused or did not answer: `what` names operation and resource. */
export class CallFailure extends Error {
  override readonly cause: Error;

  constructor(what: string, cause: Error) {
    super(`${what}: ${describe(cause)}`);
    this.cause = cause;
  }
}

/** What CodePipeline and the submitter are told of whatever was thrown. */
export function failureOf(error: unknown): Failed {
  if (error instanceof JobFailure) return failed(error.type, error.message);
  if (error instanceof CallFailure) {
    const type = typeOf(error.cause);
    return failed(type, `${error.message}${REMEDIES[type] ?? ''}`);
  }
  return failed(
    'JobFailed',
    `the function failed unexpectedly: ${error instanceof Error ? describe(error) : 'no error'}`,
  );
}

/** Whether AWS answered with this code, and a text like this, to a call. */
export function isAnswer(error: unknown, code: string, text = /^/): boolean {
  const answer = error instanceof CallFailure ? error.cause : error;
  return answer instanceof Error && answer.name === code && text.test(answer.message);
}

/** SageMaker's ways of saying that there is no such thing. */
export function isAbsent(error: unknown): boolean {
  return isAnswer(error, 'ResourceNotFound') || isAnswer(error, 'ValidationException', /could not find|not found/i);
}

/** SageMaker's way of saying that a name is taken. */
export function isTaken(error: unknown): boolean {
  return isAnswer(error, 'ResourceInUse') || isAnswer(error, 'ValidationException', /already exist/i);
}

/** Whether a serverless endpoint that came up is still getting its model ready. */
export function isNotReady(error: unknown): boolean {
  return isAnswer(error, 'ModelNotReadyException');
}

/** Whether the same call may succeed a little later. */
export function isPassing(error: unknown): boolean {
  return error instanceof CallFailure && typeOf(error.cause) === 'SystemUnavailable';
}

const REMEDIES: Partial<Record<FailureType, string>> = {
  PermissionError:
    ". The lab's templates grant this: put back the role or policy that was changed or deleted since, then retry the stage",
  SystemUnavailable: '. This passes: retry the stage in a few minutes',
};

const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ModelNotReady/;
const UNREACHABLE = new Set(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT']);
const MISSING = new Set(['NoSuchKey', 'NoSuchVersion', 'NoSuchBucket', 'NotFound']);

function typeOf(error: Error): FailureType {
  const status = statusOf(error);
  if (/AccessDenied|Unauthorized|NotAuthorized/.test(error.name) || status === 403) return 'PermissionError';
  if (THROTTLED.test(error.name) || status === 429 || status >= 500 || isUnreachable(error)) return 'SystemUnavailable';
  return MISSING.has(error.name) ? 'RevisionUnavailable' : 'JobFailed';
}

/** A model that fails answers InvokeEndpoint with 424; what a container did is not passing. */
function statusOf(error: Error): number {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode ?? 0;
}

function isUnreachable(error: Error): boolean {
  return error.name === 'TimeoutError' || ('code' in error && UNREACHABLE.has(String(error.code)));
}

/** Answers without a body, as those to HEAD, have no text; their names are the SDK's. */
function describe({ name, message }: Error): string {
  return message && message !== name ? `${name}: ${withoutStop(message)}` : name;
}

/** A sentence of AWS's that others are to follow. */
export function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}
