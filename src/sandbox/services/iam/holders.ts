import { own } from '../../../own.ts';
import { principalArn, type Principal } from '../../kernel/principal.ts';
import { GLOBAL, type World } from '../../kernel/world.ts';
import { iamSlice, type RoleRecord, type UserRecord } from './state.ts';

/** A role or a user of any account. */
export function holderByArn(world: World, arn: string): RoleRecord | UserRecord | undefined {
  const [, account = '', kind, name = ''] = /^arn:aws:iam::(\d{12}):(role|user)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (!kind) return undefined;
  const { roles, users } = world.slice(iamSlice, account, GLOBAL);
  const holder = kind === 'role' ? own(roles, name) : own(users, name);
  return holder?.arn === arn ? holder : undefined;
}

/** The user who makes a call, or the role behind the session; none where it was deleted, even if it was made anew. */
export function holderOf(world: World, principal: Principal): RoleRecord | UserRecord | undefined {
  const holder = holderByArn(world, principalArn(principal));
  // A session's user id is `role id:session name`.
  return holder?.id === principal.userId.split(':')[0] ? holder : undefined;
}

/** The account does not follow from a unique id, so all are searched. */
export function holderById(world: World, id: string): Readonly<RoleRecord | UserRecord> | undefined {
  const kind = own(KINDS, id.slice(0, 4));
  if (!kind) return undefined;
  for (const { value } of world.survey(iamSlice)) {
    for (const holder of Object.values<RoleRecord | UserRecord>(value[kind])) if (holder.id === id) return holder;
  }
  return undefined;
}

/** IAM user guide, "IAM identifiers": what unique ids begin with. */
const KINDS: Readonly<Record<string, 'roles' | 'users'>> = { AROA: 'roles', AIDA: 'users' };
