import { AwsError } from '../../kernel/aws-error.ts';
import { quotaOf } from '../../kernel/places/quotas.ts';
import type { Call } from '../../kernel/service.ts';
import { stateOf } from './place.ts';

/** Source: CloudFormation API reference, CreateStack, LimitExceeded; user guide, "CloudFormation quotas". */
export function expectRoomForStack(call: Call): void {
  if (Object.keys(stateOf(call).live).length < quotaOf('cloudformation:stacks', call)) return;
  throw new AwsError('LimitExceededException', 'The quota for the resource has already been reached.');
}
