import { type AwsError, validationError } from '../../kernel/aws-error.ts';

export function templateError(message: string): AwsError {
  return validationError(`Template error: ${message}`);
}
