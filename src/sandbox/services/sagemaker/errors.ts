import { AwsError } from '../../kernel/aws-error.ts';

export function invalid(message: string): never {
  throw new AwsError('ValidationException', message);
}
