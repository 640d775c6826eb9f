import type { PrincipalType } from '@aws-sdk/client-service-catalog';

import { ifPresent } from '../../kernel/absence.ts';
import { matchesPattern } from '../../kernel/policy/pattern.ts';
import { principalArn } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { holderById } from '../iam/holders.ts';
import { invalidParameters, notFound } from './errors.ts';
import type { PrincipalAssociation } from './state.ts';

const ARN = /^arn:aws:iam::(?<account>\d{12})?:(?<kind>role|user|group)\/(?:.*\/)?(?<name>[^/]+)$/;
const ARN_PATTERN = /^arn:aws:iam:::(role|user|group)\/[\w+=,.@/*?-]+$/;

interface Known {
  readonly arn: string | undefined;
  readonly id: string | undefined;
}

const HOW = { via: 'servicecatalog' };

/** How IAM is asked for each kind of principal. */
const LOOKUPS = {
  role: (name: string, call: Call): Known => {
    const { Role } = call.invoke('iam', 'GetRole', { RoleName: name }, HOW);
    return { arn: Role?.Arn, id: Role?.RoleId };
  },
  user: (name: string, call: Call): Known => {
    const { User } = call.invoke('iam', 'GetUser', { UserName: name }, HOW);
    return { arn: User?.Arn, id: User?.UserId };
  },
  group: (name: string, call: Call): Known => {
    const { Group } = call.invoke('iam', 'GetGroup', { GroupName: name }, HOW);
    return { arn: Group?.Arn, id: Group?.GroupId };
  },
};

/**
 * The unique id of the principal that an association is to be made with; none for a pattern, which need not match
 * anything yet. Source: API reference, AssociatePrincipalWithPortfolio.
 */
export function identityOf(call: Call, arn: string, type: PrincipalType): string | undefined {
  if (type === 'IAM') return existingPrincipal(call, arn);
  if (ARN_PATTERN.test(arn)) return undefined;
  throw invalidParameters(`Invalid principal ARN pattern: ${arn}`);
}

/** What remains of an association whose user, role or group is gone, or was made anew, is the unique id alone. */
export function shownArn(call: Call, { arn, identity }: PrincipalAssociation): string {
  return identity === undefined || holderById(call.cloud.world, identity) ? arn : identity;
}

/** Whether an association gives the caller access. */
export function grantsCaller({ principal }: Call, { arn, type, identity }: PrincipalAssociation): boolean {
  if (type === 'IAM') return identity !== undefined && principal.userId.split(':')[0] === identity;
  const caller = principalArn(principal).replace(/^(arn:aws:iam::)\d+/, '$1');
  return matchesPattern(arn, caller, { wildcards: true });
}

function existingPrincipal(call: Call, arn: string): string {
  const { account = '', kind, name } = ARN.exec(arn)?.groups ?? {};
  if (!kind || !name) throw invalidParameters(`Invalid principal ARN: ${arn}`);
  if (account !== call.account) {
    throw notFound(
      `Resource not found, caller account id (${call.account}) does not match input account id (${account})`,
    );
  }
  const lookup = LOOKUPS[kind as keyof typeof LOOKUPS];
  const { arn: known, id } = ifPresent(['NoSuchEntity'], () => lookup(name, call)) ?? {};
  if (known !== arn || id === undefined) throw invalidParameters(`Principal ${arn} does not exist.`);
  return id;
}
