import type {
  CancelKeyDeletionRequest,
  CancelKeyDeletionResponse,
  DisableKeyRequest,
  EnableKeyRequest,
  ScheduleKeyDeletionRequest,
  ScheduleKeyDeletionResponse,
} from '@aws-sdk/client-kms';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { keyToManage } from './access.ts';
import type { Key } from './state.ts';

const DAY = 24 * 60 * 60 * 1000;

export function enableKey(input: EnableKeyRequest, call: Call): object {
  notPendingDeletion(keyToManage(call, input.KeyId, 'EnableKey')).enabled = true;
  return {};
}

export function disableKey(input: DisableKeyRequest, call: Call): object {
  notPendingDeletion(keyToManage(call, input.KeyId, 'DisableKey')).enabled = false;
  return {};
}

export function scheduleKeyDeletion(input: ScheduleKeyDeletionRequest, call: Call): ScheduleKeyDeletionResponse {
  const days = input.PendingWindowInDays ?? 30;
  if (days < 7 || days > 30) {
    const bound = days < 7 ? 'greater than or equal to 7' : 'less than or equal to 30';
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${days}' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  const key = notPendingDeletion(keyToManage(call, input.KeyId, 'ScheduleKeyDeletion'));
  key.deletionAt = call.now + days * DAY;
  return {
    KeyId: key.arn,
    DeletionDate: new Date(key.deletionAt),
    KeyState: 'PendingDeletion',
    PendingWindowInDays: days,
  };
}

/** A key whose deletion is called off comes back disabled. */
export function cancelKeyDeletion(input: CancelKeyDeletionRequest, call: Call): CancelKeyDeletionResponse {
  const key = keyToManage(call, input.KeyId, 'CancelKeyDeletion');
  if (key.deletionAt === undefined) throw invalidState(`${key.arn} is not pending deletion.`);
  delete key.deletionAt;
  key.enabled = false;
  return { KeyId: key.arn };
}

export function notPendingDeletion(key: Key): Key {
  if (key.deletionAt !== undefined) throw invalidState(`${key.arn} is pending deletion.`);
  return key;
}

export function usable(key: Key): Key {
  if (!notPendingDeletion(key).enabled) throw new AwsError('DisabledException', `${key.arn} is disabled.`);
  return key;
}

function invalidState(message: string): AwsError {
  return new AwsError('KMSInvalidStateException', message);
}
