import type { CreateGrantRequest } from '@aws-sdk/client-kms';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { findKey } from '../kms/find.ts';
import type { Actor } from './roles.ts';

/** A volume's key is used through a grant, which whoever asks for the volume has to be able to give. */
export function lendKey(key: string, call: Call, principal: Principal = call.principal): void {
  const grant: CreateGrantRequest = {
    KeyId: findKey(call, key).arn,
    GranteePrincipal: `arn:aws:iam::${call.account}:root`,
    Operations: ['Decrypt', 'CreateGrant'],
  };
  call.invoke('kms', 'CreateGrant', grant, { via: 'sagemaker', principal });
}

/**
 * The caller gives the grant for a job's volume only if the job's role may not. Source: SageMaker developer guide, "API
 * permissions: actions, permissions, and resources reference", CreateTrainingJob.
 */
export function lendJobKey(keyId: string | undefined, { principal }: Actor, call: Call): void {
  if (keyId === undefined) return;
  try {
    lendKey(keyId, call, principal);
  } catch (error) {
    if (!(error instanceof AwsError) || !error.code.startsWith('AccessDenied')) throw error;
    lendKey(keyId, call);
  }
}
