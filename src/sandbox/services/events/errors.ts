import { AwsError } from '../../kernel/aws-error.ts';

export function validationException(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function invalidPattern(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `the sandbox does not implement ${what} of EventBridge`, 501);
}
