import { AwsError } from '../aws-error.ts';
import type { Call } from '../service.ts';
import { newAccount, type QuotaId } from './quota-table.ts';

export function quotaOf(id: QuotaId, { cloud, account }: Pick<Call, 'cloud' | 'account'>): number {
  return cloud.faults.forQuota(id, account)?.value ?? newAccount(id).value;
}

/** Refuses, as SageMaker does, what would exceed the account's quota. */
export function expectSageMakerQuota(id: QuotaId, used: number, wanted: number, call: Call): void {
  const most = quotaOf(id, call);
  if (used + wanted <= most) return;
  const unit = id.includes('-instances:') ? ' Instances' : '';
  throw new AwsError(
    'ResourceLimitExceeded',
    `The account-level service limit '${newAccount(id).name}' is ${most}${unit}, with current utilization of ` +
      `${used}${unit} and a request delta of ${wanted}${unit}. Please use AWS Service Quotas to request an increase for ` +
      'this quota. If AWS Service Quotas is not available, contact AWS support to request an increase for this quota.',
  );
}
