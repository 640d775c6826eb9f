import { type StandardRetryStrategy } from '@smithy/core/retry';
import type { Clock } from '../ports/clock.ts';
import { NetworkFailure } from './network/failures.ts';

/** The SDK gives up after three attempts, which is too few for CloudFormation; mature peers take seven to thirty. */
const MAX_ATTEMPTS = 12;
/** Throttling passes; with the pauses below, this bridges about ten minutes of it. */
const MAX_THROTTLED_ATTEMPTS = 60;
/** A foreign response seldom goes away, and the user should hear of it soon; these retries take seconds. */
const MAX_FOREIGN_ATTEMPTS = 6;
const BASE_MILLISECONDS = 100;
const THROTTLED_BASE_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 20_000;

/** The errors of services for a wrong request time, the SDK's `CLOCK_SKEW_ERROR_CODES`. */
const SKEWED = new Set([
  'AccessDeniedException',
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

type Token = Awaited<ReturnType<StandardRetryStrategy['acquireInitialRetryToken']>>;
type ErrorInfo = Parameters<StandardRetryStrategy['refreshRetryTokenForRetry']>[1];

/**
 * When and how long to wait before sending a request again. It differs from the SDK's standard strategy in three ways:
 * pauses use the given clock, so that a rehearsal does not wait in real time; there is no retry budget across requests,
 * so that throttling slows a run but does not end it; and a real quota error, which the SDK takes for throttling, is
 * reported at once, as is every error that a corrected clock does not fix. `AWS_MAX_ATTEMPTS` keeps its meaning.
 */
export class ClockedRetryStrategy {
  readonly mode = 'standard';
  readonly #clock: Clock;
  readonly #limit = Number(process.env.AWS_MAX_ATTEMPTS) || undefined;

  /** Tokens of requests that were already sent again after a clock correction. */
  readonly #corrected = new WeakSet<Token>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  acquireInitialRetryToken(): Promise<Token> {
    return Promise.resolve(tokenAfter(0));
  }

  async refreshRetryTokenForRetry(token: Token, error: ErrorInfo): Promise<Token> {
    const retries = token.getRetryCount();
    const limit = this.#limit ?? attemptsAt(error);
    const isCorrection = isOfTheClock(error);
    const isWorthless = isCorrection && (this.#corrected.has(token) || !mayBeTheClock(error));
    if (retries + 1 >= limit || isWorthless || !isRetryable(error)) throw new Error('no further attempt');
    await this.#clock.sleep(pause(retries, error));
    const next = tokenAfter(retries + 1);
    if (isCorrection || this.#corrected.has(token)) this.#corrected.add(next);
    return next;
  }

  recordSuccess(): void {
    return undefined;
  }
}

function attemptsAt({ error, errorType }: ErrorInfo): number {
  if (error instanceof NetworkFailure && error.kind === 'not-aws') return MAX_FOREIGN_ATTEMPTS;
  return errorType === 'THROTTLING' ? MAX_THROTTLED_ATTEMPTS : MAX_ATTEMPTS;
}

function tokenAfter(retries: number): Token {
  return { getRetryCount: () => retries, getRetryDelay: () => 0, getRetryCost: () => undefined };
}

function isRetryable({ errorType, error }: ErrorInfo): boolean {
  const isQuota = error instanceof Error && error.name === 'LimitExceededException';
  return (errorType === 'THROTTLING' || errorType === 'TRANSIENT') && !isQuota;
}

/**
 * Whether the SDK would retry only because it corrected its clock. If the local clock is off, it measures again with
 * each response, and so has always corrected something, whatever the error is.
 */
function isOfTheClock({ errorType, error }: ErrorInfo): boolean {
  if (errorType !== 'TRANSIENT' || !(error instanceof Error)) return false;
  const { $metadata } = error as { readonly $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean } };
  const isClient = ($metadata?.httpStatusCode ?? 0) < 500;
  return isClient && ($metadata?.clockSkewCorrected === true || SKEWED.has(error.name));
}

/** Responses to HEAD requests have no code. */
function mayBeTheClock({ error }: ErrorInfo): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as { readonly $metadata?: { httpStatusCode?: number } };
  return SKEWED.has(error.name) || (/^(Unknown|\d{3})/.test(error.name) && $metadata?.httpStatusCode === 403);
}

/** Exponential backoff with full jitter, like the SDK, from a longer base after throttling. */
function pause(retries: number, { error, errorType }: ErrorInfo): number {
  const base =
    errorType === 'THROTTLING' && !(error instanceof NetworkFailure) ? THROTTLED_BASE_MILLISECONDS : BASE_MILLISECONDS;
  return Math.random() * Math.min(LONGEST_MILLISECONDS, base * 2 ** retries);
}
