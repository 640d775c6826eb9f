import { createHash } from 'node:crypto';

import { own, put } from '../../../own.ts';
import { UPPER_ALPHANUMERIC, type World } from '../../kernel/world.ts';
import { newRole, newUser } from '../iam/new-holder.ts';
import { iamOf } from '../iam/state.ts';
import { storedTrustPolicy } from '../iam/trust.ts';
import { userPrincipal } from '../iam/users.ts';
import { keysOf } from '../iam/keys.ts';
import { newSecret } from '../iam/secrets.ts';

/** A role that exists before anybody did anything in an account, with all permissions. */
export interface SeededRole {
  readonly arn: string;
  /** Accounts and ARNs that may assume it. */
  readonly trusts: readonly string[];
  readonly externalId?: string;
  readonly mfa?: boolean;
}

export interface AccountSeed {
  readonly account: string;
  readonly administratorRoles: readonly SeededRole[];
}

/** The name of each account's IAM user that has keys from the beginning. */
const OPERATOR = 'operator';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Puts into each account what a person needs to begin; of what is already there only the roles' trust follows the run. */
export function seedAccounts(world: World, seeds: readonly AccountSeed[]): void {
  for (const { account } of seeds) seedOperator(world, account);
  for (const { account, administratorRoles } of seeds) {
    for (const role of administratorRoles) seedRole(world, account, role);
  }
}

/** The keys with which an account's operator began, in this world. AWS knows them no longer once they were deleted. */
export function operatorCredentials(world: World, account: string): { accessKeyId: string; secretAccessKey: string } {
  const accessKeyId = operatorKeyId(account);
  return { accessKeyId, secretAccessKey: own(keysOf(world).keys, accessKeyId)?.secret ?? newSecret() };
}

/** The id is the same in each world, and no secret. */
export function operatorKeyId(account: string): string {
  const digest = createHash('sha256').update(`mlops-lab sandbox ${account}`).digest();
  const suffix = Array.from(digest.subarray(0, 9), (byte) => UPPER_ALPHANUMERIC[byte % UPPER_ALPHANUMERIC.length]);
  return `AKIASANDBOX${suffix.join('')}`;
}

function seedOperator(world: World, account: string): void {
  const { users } = iamOf({ cloud: { world }, account });
  if (users[OPERATOR]) return;
  const user = newUser(world, { account, name: OPERATOR, path: '/' });
  user.attachedPolicies.push(ADMINISTRATOR);
  users[OPERATOR] = user;
  const id = operatorKeyId(account);
  put(keysOf(world).keys, id, {
    id,
    secret: newSecret(),
    principal: userPrincipal(account, user),
    createdAt: world.now,
    status: 'Active',
  });
}

function seedRole(world: World, account: string, seeded: SeededRole): void {
  const [, path = '/', name = ''] = /^arn:aws:iam::\d{12}:role(\/(?:.*\/)?)([^/]+)$/.exec(seeded.arn) ?? [];
  const { roles } = iamOf({ cloud: { world }, account });
  const standing = own(roles, name);
  if (standing) {
    // The settings may have changed since, and with them who comes from where.
    standing.trustPolicy = storedTrustPolicy(world, trustPolicy(seeded));
    return;
  }
  const role = newRole(world, { account, name, path, trustPolicy: trustPolicy(seeded), visibleAt: world.now });
  role.attachedPolicies.push(ADMINISTRATOR);
  put(roles, name, role);
}

function trustPolicy({ trusts, externalId, mfa }: SeededRole): string {
  const conditions = {
    ...(externalId && { StringEquals: { 'sts:ExternalId': externalId } }),
    ...(mfa && { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  };
  const statement = { Effect: 'Allow', Principal: { AWS: trusts }, Action: 'sts:AssumeRole', Condition: conditions };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
