import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../ports/clock.ts';
import type { CredentialsProvider } from './credentials.ts';
import { callNotes } from './failed-calls.ts';
import { ClockedRetryStrategy } from './retries.ts';

/** How requests reach the service: over the network, or within this process. */
export type RequestHandler = NonNullable<CloudFormationClientConfig['requestHandler']>;

/** What all clients of one account share. */
export interface ClientSetup {
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly requestHandler: RequestHandler;
  readonly clock: Clock;
}

/** Settings that every client of every service takes. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly retryStrategy: ClockedRetryStrategy;
  readonly requestHandler: RequestHandler;
  readonly logger: typeof callNotes;
}

export function clientConfig({ region, credentials, requestHandler, clock }: ClientSetup): ClientConfig {
  return {
    region,
    credentials,
    retryStrategy: new ClockedRetryStrategy(clock),
    requestHandler,
    logger: callNotes,
  };
}
