import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../ports/clock.ts';
import type { CredentialsProvider } from './credentials.ts';
import { ClockedRetryStrategy } from './retries.ts';

/** How requests reach the service: undefined stands for the network. */
export type RequestHandler = NonNullable<CloudFormationClientConfig['requestHandler']>;

/** What all clients of one account share. */
export interface ClientSetup {
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly requestHandler: RequestHandler | undefined;
  readonly clock: Clock;
}

/** Settings that every client of every service takes. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly retryStrategy: ClockedRetryStrategy;
  readonly requestHandler: RequestHandler;
}

/** A connection that died silently, as after a laptop's sleep, counts as lost instead of being waited for for ever. */
const NETWORK = { connectionTimeout: 10_000, socketTimeout: 60_000 };

export function clientConfig({ region, credentials, requestHandler, clock }: ClientSetup): ClientConfig {
  return {
    region,
    credentials,
    retryStrategy: new ClockedRetryStrategy(clock),
    requestHandler: requestHandler ?? NETWORK,
  };
}
