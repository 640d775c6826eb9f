import { AwsError } from '../../kernel/aws-error.ts';

export function invalid(message: string): never {
  throw new AwsError('ValidationException', message);
}

export function unimplemented(what: string): never {
  throw new AwsError('NotImplemented', `the sandbox does not implement ${what}`, 501);
}
