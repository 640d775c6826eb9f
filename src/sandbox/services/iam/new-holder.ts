import { UPPER_ALPHANUMERIC, type World } from '../../kernel/world.ts';
import type { RoleRecord, UserRecord } from './state.ts';
import { storedTrustPolicy } from './trust.ts';

interface NewHolder {
  readonly account: string;
  readonly name: string;
  readonly path: string;
}

/** A role with IAM's defaults; a name that is used again gets another id. */
export function newRole(
  world: World,
  role: NewHolder & { readonly trustPolicy: string | undefined; readonly visibleAt: number },
): RoleRecord {
  return {
    kind: 'role',
    ...identity(world, role, { type: 'role', idPrefix: 'AROA' }),
    visibleAt: role.visibleAt,
    trustPolicy: storedTrustPolicy(world, role.trustPolicy),
    maxSessionDuration: 3_600,
  };
}

export function newUser(world: World, user: NewHolder): UserRecord {
  return { kind: 'user', ...identity(world, user, { type: 'user', idPrefix: 'AIDA' }) };
}

interface HolderKind {
  readonly type: 'role' | 'user';
  readonly idPrefix: string;
}

function identity(world: World, { account, name, path }: NewHolder, { type, idPrefix }: HolderKind) {
  return {
    name,
    path,
    arn: `arn:aws:iam::${account}:${type}${path}${name}`,
    id: `${idPrefix}${world.identifier(17, UPPER_ALPHANUMERIC)}`,
    createdAt: world.now,
    inlinePolicies: {},
    attachedPolicies: [],
    tags: {},
  };
}
