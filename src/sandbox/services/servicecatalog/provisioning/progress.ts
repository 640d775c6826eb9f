import type { Stack } from '@aws-sdk/client-cloudformation';
import type { ProvisionedProductStatus, RecordStatus } from '@aws-sdk/client-service-catalog';

import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { holderByArn } from '../../iam/holders.ts';
import { catalogOf, type Outcome, type Place, type ProvisionedProduct, type RequestRecord } from '../state.ts';

/** The status in which a stack has become what was requested. */
const GOALS = {
  PROVISION_PRODUCT: 'CREATE_COMPLETE',
  UPDATE_PROVISIONED_PRODUCT: 'UPDATE_COMPLETE',
  TERMINATE_PROVISIONED_PRODUCT: 'DELETE_COMPLETE',
} as const;

/** Takes note of what became of the requests that were still underway when last looked at. */
export function observeRequests(place: Place): void {
  for (const record of Object.values(catalogOf(place).records)) {
    if (!record.outcome) observe(place, record);
  }
}

/** Ends a request; a product that was terminated is no longer one. */
export function settle(place: Place, record: RequestRecord, outcome: Outcome): void {
  record.outcome = outcome;
  const { provisioned } = catalogOf(place);
  const product = own(provisioned, record.product.id);
  if (!product) return;
  if (outcome.succeeded) product.lastSuccessId = record.id;
  if (outcome.succeeded && record.type === 'TERMINATE_PROVISIONED_PRODUCT') delete provisioned[product.id];
}

export function recordStatus(place: Place, record: RequestRecord): RecordStatus {
  if (record.outcome) return record.outcome.succeeded ? 'SUCCEEDED' : 'FAILED';
  return stackOf(place, record)?.StackStatus?.includes('ROLLBACK') ? 'IN_PROGRESS_IN_ERROR' : 'IN_PROGRESS';
}

/** API reference, ProvisionedProductDetail: `Status`. */
export function productStatus(place: Place, product: ProvisionedProduct): ProvisionedProductStatus {
  const last = own(catalogOf(place).records, product.lastRecordId);
  if (!last?.outcome) return 'UNDER_CHANGE';
  if (last.outcome.succeeded) return 'AVAILABLE';
  return last.type === 'PROVISION_PRODUCT' ? 'ERROR' : 'TAINTED';
}

/** The stack that a request works on, as the one sees it who works on it. */
export function stackOf({ cloud, region }: Place, { product, actor }: RequestRecord): Stack | undefined {
  if (!product.stackId) return undefined;
  const account = product.stackId.split(':')[4] ?? actor.account;
  const [service, operation, via] = ['cloudformation', 'DescribeStacks', 'servicecatalog'] as const;
  const input = { StackName: product.stackId };
  try {
    return cloud.invoke({ principal: actor, account, region, service, operation, input, via }).Stacks?.[0];
  } catch (error) {
    // Who lost the right to look does not learn how it goes on.
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function observe(place: Place, record: RequestRecord): void {
  const { roleArn } = record.actor;
  // What Service Catalog says of a request whose launch role goes meanwhile is not documented; that it ends is prudent.
  if (roleArn !== undefined && !holderByArn(place.cloud.world, roleArn)) {
    const reason = `Access denied while assuming the role ${roleArn}`;
    return settle(place, record, { succeeded: record.ignoreErrors, at: place.cloud.world.now, reason });
  }
  const stack = stackOf(place, record);
  if (!stack?.StackStatus || stack.StackStatus.endsWith('_IN_PROGRESS')) return;
  const reached = stack.StackStatus === GOALS[record.type];
  const reason = stack.StackStatusReason ?? `The stack is in status ${stack.StackStatus}.`;
  const succeeded = reached || (record.ignoreErrors && record.type === 'TERMINATE_PROVISIONED_PRODUCT');
  settle(place, record, { succeeded, at: place.cloud.world.now, ...(!reached && { reason }) });
}
