import { AwsError } from '../../kernel/aws-error.ts';

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

export function invalidParameters(message: string): AwsError {
  return new AwsError('InvalidParametersException', message);
}

export function inUse(message: string): AwsError {
  return new AwsError('ResourceInUseException', message);
}

export function duplicate(message: string): AwsError {
  return new AwsError('DuplicateResourceException', message);
}

export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceededException', message);
}

export function notSupported(message: string): AwsError {
  return new AwsError('OperationNotSupportedException', message);
}
