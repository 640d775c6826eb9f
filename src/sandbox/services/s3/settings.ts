import { AwsError } from '../../kernel/aws-error.ts';
import type { Call, Operation } from '../../kernel/service.ts';
import { accessBucket, type BucketRequest } from './access.ts';
import type { BucketSettings } from './state.ts';

/** The operation that reads a setting of buckets; `absent` is what a bucket without it answers. */
export function reader<Name extends keyof BucketSettings>(
  name: Name,
  action: string,
  absent: () => NonNullable<BucketSettings[Name]>,
): Operation {
  return (input: BucketRequest, call) => accessBucket(input, call, { action }).settings[name] ?? absent();
}

/** The operation that puts a setting of buckets; `accept` checks what it is given. */
export function writer<Name extends keyof BucketSettings, Input extends BucketRequest>(
  name: Name,
  action: string,
  accept: (input: Input, call: Call) => BucketSettings[Name],
): Operation {
  return (input: Input, call) => {
    const { settings } = accessBucket(input, call, { action });
    settings[name] = accept(input, call);
    return {};
  };
}

export function remover(name: keyof BucketSettings, action: string): Operation {
  return (input: BucketRequest, call) => {
    delete accessBucket(input, call, { action }).settings[name];
    return {};
  };
}

export function missing(code: string, message: string): () => never {
  return () => {
    throw new AwsError(code, message, 404);
  };
}
