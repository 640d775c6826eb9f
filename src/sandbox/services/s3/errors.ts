import { AwsError } from '../../kernel/aws-error.ts';

export function noSuchBucket(): AwsError {
  return new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
}

export function noSuchKey(): AwsError {
  return new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
}

export function preconditionFailed(Condition: string): AwsError {
  const text = 'At least one of the pre-conditions you specified did not hold';
  return new AwsError('PreconditionFailed', text, 412).telling({ fields: { Condition } });
}

export function invalidArgument(message: string): AwsError {
  return new AwsError('InvalidArgument', message);
}

export function malformedXml(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

/** A HEAD request is answered without a body, so all that the caller learns is the status. */
export function withoutBody<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof AwsError && error.status === 404) throw new AwsError('NotFound', 'Not Found', 404);
    throw error;
  }
}
