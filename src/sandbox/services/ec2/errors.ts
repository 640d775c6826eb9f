import { AwsError } from '../../kernel/aws-error.ts';

export function refuse(code: string, message: string): never {
  throw new AwsError(code, message);
}

export function dependencyViolation(message: string): never {
  return refuse('DependencyViolation', message);
}

export function required<T>(value: T | undefined, parameter: string): T {
  return value ?? refuse('MissingParameter', `The request must contain the parameter ${parameter}`);
}
