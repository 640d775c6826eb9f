import type { AssumeRoleRequest } from '@aws-sdk/client-sts';

import { validationError } from '../../kernel/aws-error.ts';
import { constrained } from '../../kernel/constraints.ts';
import type { Call } from '../../kernel/service.ts';

/**
 * Who is behind the new session: whom the request names, or else whom the caller's session says. It cannot change along a
 * chain of roles; how AWS words that is not known. Source: IAM guide, "Monitor and control actions taken with assumed roles".
 */
export function sourceIdentityOf({ SourceIdentity: given }: AssumeRoleRequest, call: Call): string | undefined {
  const { sourceIdentity: standing } = call.principal;
  if (given === undefined) return standing;
  constrained(given, { member: 'sourceIdentity', pattern: '(?!aws:)[\\w+=,.@-]*' });
  if (standing !== undefined && standing !== given) {
    throw validationError(`The source identity ${standing} of the session cannot be changed to ${given}`);
  }
  return given;
}
