import { AwsError } from '../../kernel/aws-error.ts';

export function invalidParameter(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}

export function notFound(what: string): AwsError {
  return new AwsError('NotFound', `${what} does not exist`, 404);
}

export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `the sandbox does not implement ${what} of SNS`, 501);
}
