import { AwsError } from '../../kernel/aws-error.ts';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function invalidCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombination', message);
}

export function missingParameter(name: string): AwsError {
  return new AwsError('MissingParameter', `The parameter ${name} is required.`);
}

export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `the sandbox does not implement ${what} of CloudWatch`, 501);
}
