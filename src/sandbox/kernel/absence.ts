import { AwsError } from './aws-error.ts';

/** The result of `act`; undefined if it fails with one of the errors for missing things. */
export function ifPresent<T>(notFoundCodes: readonly string[], act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof AwsError && notFoundCodes.includes(error.code)) return undefined;
    throw error;
  }
}
