import { AwsError } from './aws-error.ts';

/** What `act` gives; undefined where it meets one of the errors that say that there is no such thing. */
export function ifPresent<T>(notFoundCodes: readonly string[], act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof AwsError && notFoundCodes.includes(error.code)) return undefined;
    throw error;
  }
}
