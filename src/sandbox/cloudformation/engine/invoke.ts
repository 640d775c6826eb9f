import type { ResourceContext } from '../../kernel/service.ts';
import type { OperationScope } from './scope.ts';

/** Makes calls as the principal that the stack operation runs as. */
export function invokerFor({ cloud, account, region, operation }: OperationScope): ResourceContext['invoke'] {
  return <Output>(service: string, name: string, input: object) =>
    cloud.invoke<Output>({
      principal: operation.principal,
      account,
      region,
      service,
      operation: name,
      input,
      via: 'cloudformation',
    });
}
