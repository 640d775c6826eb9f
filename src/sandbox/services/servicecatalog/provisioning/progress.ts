import type { Stack } from '@aws-sdk/client-cloudformation';
import type { ProvisionedProductStatus, RecordStatus } from '@aws-sdk/client-service-catalog';

import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { Principal } from '../../../kernel/principal.ts';
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

/**
 * A request whose stack has got where it should ended then, whatever became of the launch role since. What Service
 * Catalog says of one whose role goes meanwhile is not documented; that it ends is prudent.
 */
function observe(place: Place, record: RequestRecord): void {
  const { actor, ignoreErrors, type } = record;
  const isRoleGone = actor.roleArn !== undefined && !holderByArn(place.cloud.world, actor.roleArn);
  const stack = stackOf(place, isRoleGone ? { ...record, actor: ofAccount(actor) } : record);
  const reached = stack?.StackStatus === GOALS[type];
  if (!reached && isRoleGone) {
    const reason = `Access denied while assuming the role ${actor.roleArn}`;
    return settle(place, record, { succeeded: ignoreErrors, at: place.cloud.world.now, reason });
  }
  if (!stack?.StackStatus || stack.StackStatus.endsWith('_IN_PROGRESS')) return;
  const reason = stack.StackStatusReason ?? `The stack is in status ${stack.StackStatus}.`;
  const succeeded = reached || (ignoreErrors && type === 'TERMINATE_PROVISIONED_PRODUCT');
  settle(place, record, { succeeded, at: place.cloud.world.now, ...(!reached && { reason }) });
}

/** For looking alone. */
function ofAccount({ account }: Principal): Principal {
  return { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account };
}
