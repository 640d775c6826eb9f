import { AwsError } from '../../kernel/aws-error.ts';

/** SSM says nothing beyond the code when a parameter is not there. */
export function parameterNotFound(): AwsError {
  return new AwsError('ParameterNotFound', '');
}

export function validationException(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
