import type { LabEvent, StackReference } from '../../src/events.ts';

export const PREREQUISITES: StackReference = {
  account: 'tools',
  accountId: '111111111111',
  stack: 'prerequisites',
  stackName: 'pre-reqs',
};

export const STAGING: StackReference = {
  account: 'staging',
  accountId: '333333333333',
  stack: 'staging',
  stackName: 'LabStagingAccountSetup',
};

export const ACCOUNTS: readonly LabEvent[] = [
  accountEvent('tools', '111111111111'),
  accountEvent('datascience', '222222222222'),
  accountEvent('staging', '333333333333'),
];

export function resource(stack: StackReference, logicalId: string, status: string, reason?: string): LabEvent {
  const time = '2026-11-20T09:00:00.000Z';
  return {
    type: 'resource',
    ...stack,
    logicalId,
    resourceType: 'AWS::S3::Bucket',
    status,
    time,
    ...(reason && { reason }),
  };
}

export function started(stack: StackReference): LabEvent {
  return { type: 'stack-started', operation: 'create', ...stack };
}

export function finished(stack: StackReference, outcome: 'succeeded' | 'unchanged' | 'failed'): LabEvent {
  return { type: 'stack-finished', operation: 'create', outcome, seconds: 72, ...stack };
}

function accountEvent(account: StackReference['account'], accountId: string): LabEvent {
  return { type: 'account', account, accountId, principal: `arn:aws:sts::${accountId}:assumed-role/Admin/ada` };
}
