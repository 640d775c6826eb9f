import type {
  TerminateProvisionedProductInput,
  TerminateProvisionedProductOutput,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../../kernel/service.ts';
import { once } from '../requests.ts';
import { launchActor } from './launch.ts';
import { settle } from './progress.ts';
import { changeableProduct, fileRequest } from './requests.ts';
import { onStack } from './stacks.ts';
import { recordDetail, recordOf } from './views.ts';

export const terminationOperations = {
  TerminateProvisionedProduct(input: TerminateProvisionedProductInput, call: Call): TerminateProvisionedProductOutput {
    const id = once(call, 'TerminateProvisionedProduct', input.TerminateToken, () => terminate(input, call));
    return { RecordDetail: { ...recordDetail(call, recordOf(call, id)), Status: 'CREATED' } };
  },
};

/** The launch role deletes the stack; once the role is gone, nobody can (administrator guide, "Launch constraints"). */
function terminate(input: TerminateProvisionedProductInput, call: Call): string {
  const product = changeableProduct(call, { id: input.ProvisionedProductId, name: input.ProvisionedProductName });
  const { stackId, launchRoleArn } = product;
  const keepsStack = input.RetainPhysicalResources || stackId === undefined;
  const request = { type: 'TERMINATE_PROVISIONED_PRODUCT', ignoreErrors: input.IgnoreErrors ?? false } as const;
  const record = fileRequest(call, product, request, () => {
    if (keepsStack) return call.principal;
    const actor = launchActor(call, launchRoleArn);
    onStack(call, actor, 'DeleteStack', { StackName: stackId });
    return actor;
  });
  if (keepsStack) settle(call, record, { succeeded: true, at: call.now });
  return record.id;
}
