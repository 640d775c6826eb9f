import type { Capability } from '@aws-sdk/client-cloudformation';

import type { InputOf, OperationName, OutputOf } from '../../../kernel/operations.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { Call } from '../../../kernel/service.ts';

/** What a product's template may need acknowledged: its administrators did so when they offered it. */
export const CAPABILITIES: Capability[] = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];

/** Calls CloudFormation as the one who works on a product's stack, in that one's account. */
export function onStack<O extends OperationName<'cloudformation'>>(
  call: Call,
  actor: Principal,
  operation: O,
  input: InputOf<'cloudformation', O>,
): OutputOf<'cloudformation', O> {
  const how = { principal: actor, account: actor.account, via: 'servicecatalog' };
  return call.invoke('cloudformation', operation, input, how);
}
