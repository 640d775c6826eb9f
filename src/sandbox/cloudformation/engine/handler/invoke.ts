import type { Invoke } from '../../../kernel/operations.ts';
import { refuseExpired } from '../../../services/sts/credentials.ts';
import type { OperationScope } from '../scope.ts';

/**
 * Makes calls as the principal that the stack operation runs as. CloudFormation works on with the session that the
 * request was signed with and cannot renew it (eksctl#7095): once that ends, every call is refused.
 */
export function invokerFor({ cloud, account, region, operation }: OperationScope): Invoke {
  const { principal } = operation;
  return (service, name, input) => {
    refuseExpired(cloud.world, principal);
    return cloud.invoke({ principal, account, region, service, operation: name, input, via: 'cloudformation' });
  };
}
