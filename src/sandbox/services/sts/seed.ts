import { createHash } from 'node:crypto';

import { UPPER_ALPHANUMERIC, type World } from '../../kernel/world.ts';
import { newRole, newUser } from '../iam/new-holder.ts';
import { iamOf } from '../iam/state.ts';
import { storedTrustPolicy } from '../iam/trust.ts';
import { userPrincipal } from '../iam/users.ts';
import { keysOf } from './keys.ts';

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

/** The name of each account's IAM user whose keys are known from the beginning. */
const OPERATOR = 'operator';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Puts into each account what a person needs to begin; of what is already there only the roles' trust follows the run. */
export function seedAccounts(world: World, seeds: readonly AccountSeed[]): void {
  for (const { account } of seeds) seedOperator(world, account);
  for (const { account, administratorRoles } of seeds) {
    for (const role of administratorRoles) seedRole(world, account, role);
  }
}

/** Keys of an account's operator; no secret, since the sandbox accepts any signature. */
export function operatorCredentials(account: string): { accessKeyId: string; secretAccessKey: string } {
  const digest = createHash('sha256').update(`mlops-lab sandbox ${account}`).digest();
  const suffix = Array.from(digest.subarray(0, 9), (byte) => UPPER_ALPHANUMERIC[byte % UPPER_ALPHANUMERIC.length]);
  return { accessKeyId: `AKIASANDBOX${suffix.join('')}`, secretAccessKey: digest.toString('hex').slice(0, 40) };
}

function seedOperator(world: World, account: string): void {
  const { users } = iamOf({ cloud: { world }, account });
  if (users[OPERATOR]) return;
  const user = newUser(world, { account, name: OPERATOR, path: '/' });
  user.attachedPolicies.push(ADMINISTRATOR);
  users[OPERATOR] = user;
  const { accessKeyId, secretAccessKey } = operatorCredentials(account);
  keysOf(world).keys[accessKeyId] = {
    id: accessKeyId,
    secret: secretAccessKey,
    principal: userPrincipal(account, user),
    createdAt: world.now,
    status: 'Active',
  };
}

function seedRole(world: World, account: string, seeded: SeededRole): void {
  const [, path = '/', name = ''] = /^arn:aws:iam::\d{12}:role(\/(?:.*\/)?)([^/]+)$/.exec(seeded.arn) ?? [];
  const { roles } = iamOf({ cloud: { world }, account });
  const standing = roles[name];
  if (standing) {
    // The settings may have changed since, and with them who comes from where.
    standing.trustPolicy = storedTrustPolicy(world, trustPolicy(seeded));
    return;
  }
  const role = newRole(world, { account, name, path, trustPolicy: trustPolicy(seeded), visibleAt: world.now });
  role.attachedPolicies.push(ADMINISTRATOR);
  roles[name] = role;
}

function trustPolicy({ trusts, externalId, mfa }: SeededRole): string {
  const conditions = {
    ...(externalId && { StringEquals: { 'sts:ExternalId': externalId } }),
    ...(mfa && { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  };
  const statement = { Effect: 'Allow', Principal: { AWS: trusts }, Action: 'sts:AssumeRole', Condition: conditions };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
