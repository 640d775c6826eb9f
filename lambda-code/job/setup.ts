import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Values } from './values.ts';

/** What every client of AWS is made with. */
export type ClientSetup = Pick<S3ClientConfig, 'region' | 'credentials' | 'requestHandler' | 'maxAttempts'>;

/** Goes with each call to AWS, so that none outlives the function. */
export interface CallOptions {
  readonly abortSignal: AbortSignal;
}

/** All that a function takes from around it. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly client: ClientSetup;
  /** For the answer to a job: one that does not arrive fails the action, whatever the work came to. */
  readonly answering: ClientSetup;
}

/** Milliseconds; a call that takes longer than SageMaker lets a model take (60 s) is lost. */
const NETWORK = { connectionTimeout: 5000, socketTimeout: 70_000 };

/** Cold starts of a serverless endpoint are answered with 429, so more attempts than the SDK's three are worth it. */
const ATTEMPTS = 6;

/** The pauses between so many take four minutes, which is about what a function has left. */
const ATTEMPTS_TO_ANSWER = 30;

/** All clients share one way to the network: what one has connected to, the next one need not connect to again. */
export function lambdaSurroundings(): Surroundings {
  const requestHandler = new NodeHttpHandler(NETWORK);
  return {
    environment: process.env,
    now: () => Date.now(),
    client: { requestHandler, maxAttempts: ATTEMPTS },
    answering: { requestHandler, maxAttempts: ATTEMPTS_TO_ANSWER },
  };
}

export function environmentOf({ environment }: Surroundings): Values {
  return new Values('environment variable', environment);
}
