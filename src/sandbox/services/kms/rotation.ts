import type {
  DisableKeyRotationRequest,
  EnableKeyRotationRequest,
  GetKeyRotationStatusRequest,
  GetKeyRotationStatusResponse,
} from '@aws-sdk/client-kms';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { keyToManage } from './access.ts';
import { usable } from './key-state.ts';

const DAY = 24 * 60 * 60 * 1000;

export function enableKeyRotation(input: EnableKeyRotationRequest, call: Call): object {
  const key = usable(keyToManage(call, input.KeyId, 'EnableKeyRotation'));
  const days = input.RotationPeriodInDays ?? key.rotation?.days ?? 365;
  if (days < 90 || days > 2560) {
    throw new AwsError('ValidationException', `RotationPeriodInDays ${days} is not between 90 and 2560`);
  }
  if (key.rotation?.days !== days) key.rotation = { days, since: call.now };
  return {};
}

export function disableKeyRotation(input: DisableKeyRotationRequest, call: Call): object {
  delete usable(keyToManage(call, input.KeyId, 'DisableKeyRotation')).rotation;
  return {};
}

/** A key that is pending deletion does not rotate; its rotation status comes back when the deletion is cancelled. */
export function getKeyRotationStatus(input: GetKeyRotationStatusRequest, call: Call): GetKeyRotationStatusResponse {
  const key = keyToManage(call, input.KeyId, 'GetKeyRotationStatus');
  if (!key.rotation || key.deletionAt !== undefined) return { KeyId: key.arn, KeyRotationEnabled: false };
  const { days, since } = key.rotation;
  const elapsed = Math.floor((call.now - since) / (days * DAY));
  return {
    KeyId: key.arn,
    KeyRotationEnabled: true,
    RotationPeriodInDays: days,
    NextRotationDate: new Date(since + (elapsed + 1) * days * DAY),
  };
}
