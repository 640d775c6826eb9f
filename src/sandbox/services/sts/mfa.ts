import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { keysOf } from '../iam/keys.ts';

interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/**
 * Whether the request proves a second factor; refused when it tries and fails. The sandbox has no authenticators: each
 * six digits are right the first time, and every device of the user's account counts as the user's.
 */
export function provesMfa({ SerialNumber, TokenCode }: MfaInput, call: Call): boolean {
  if (SerialNumber === undefined && TokenCode === undefined) return false;
  if (SerialNumber === undefined || TokenCode === undefined) {
    return refuse(', must provide both MFA serial number and one time pass code.');
  }
  const { kind, account } = call.principal;
  if (kind !== 'user' || !SerialNumber.startsWith(`arn:aws:iam::${account}:mfa/`)) {
    refuse(
      ', unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    );
  }
  const { usedCodes } = keysOf(call.cloud.world);
  const used = own(usedCodes, SerialNumber) ?? put(usedCodes, SerialNumber, []);
  if (used.includes(TokenCode)) refuse(' with invalid MFA one time pass code.');
  used.push(TokenCode);
  return true;
}

/**
 * What conditions see of the second factor: nothing with long-term keys. Sessions of roles never carry it.
 * Source: IAM user guide, "Secure API access with MFA".
 */
export function mfaContext(proved: boolean, call: Call): Record<string, string> {
  const key = own(keysOf(call.cloud.world).keys, call.principal.accessKeyId ?? '');
  if (proved) return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' };
  if (!key?.token) return {};
  if (!key.mfa) return { 'aws:MultiFactorAuthPresent': 'false' };
  const age = Math.floor((call.now - key.createdAt) / 1000);
  return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': String(age) };
}

function refuse(reason: string): never {
  throw new AwsError('AccessDenied', `MultiFactorAuthentication failed${reason}`, 403);
}
