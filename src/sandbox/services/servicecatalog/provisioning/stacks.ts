import type { Principal } from '../../../kernel/principal.ts';
import type { Call } from '../../../kernel/service.ts';

/** What a product's template may need acknowledged: its administrators did so when they offered it. */
export const CAPABILITIES = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];

/** Calls CloudFormation as the one who works on a product's stack, in that one's account. */
export function onStack<Output>(call: Call, actor: Principal, operation: string, input: object): Output {
  const how = { principal: actor, account: actor.account, via: 'servicecatalog' };
  return call.invoke<Output>('cloudformation', operation, input, how);
}
