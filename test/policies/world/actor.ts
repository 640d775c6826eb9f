import { roleId } from '../lab/identifiers.ts';
import type { Principal } from '../../../src/sandbox/kernel/principal.ts';
import type { Named } from './named.ts';
import type { Context } from './place.ts';

/**
 * Whose policies are asked about an attempt: the actor's own, the boundary of the actor's role, those of what is acted
 * upon, or those of the endpoints in the lab's network. The others are wide open then, so that each side refuses by itself
 * what it is there to refuse.
 */
export type Side = 'own' | 'boundary' | 'place' | 'network';

/** Somebody who might try something. */
export interface Actor extends Named {
  readonly principal: Principal;
  readonly side: Side;
  /** What policies the actor has besides those that are asked about: all that there could be, or none. */
  readonly besides: 'every right' | 'nothing';
  readonly context?: Context;
}

export function session(roleOf: string, name = 'session'): Principal {
  const account = roleOf.split(':')[4] ?? '';
  const role = roleOf.split('/').at(-1) ?? '';
  return {
    kind: 'assumed-role',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    roleArn: roleOf,
    userId: `${roleId(role)}:${name}`,
  };
}

export function user(account: string, name: string): Principal {
  return { kind: 'user', account, arn: `arn:aws:iam::${account}:user/${name}`, userId: `AIDA${name.toUpperCase()}` };
}

/** One of AWS's services, and for whose sake it acts. */
export function service(name: string, account: string, sourceArn?: string): Principal {
  const arn = `${name}.amazonaws.com`;
  return { kind: 'service', account, arn, userId: arn, ...(sourceArn && { sourceArn }) };
}
