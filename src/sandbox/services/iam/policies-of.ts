import type { Principal } from '../../kernel/principal.ts';
import { GLOBAL, type World } from '../../kernel/world.ts';
import { keysOf } from '../sts/keys.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import { holderById } from './holders.ts';
import { iamSlice } from './state.ts';

/** A policy document with the name that a report can call it by. */
interface NamedPolicy {
  readonly name: string;
  readonly document: string;
}

/** All that decides, apart from policies on resources, what a principal may do. */
interface PrincipalPolicies {
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: string;
  readonly session: readonly string[];
}

export function policiesOf(world: World, principal: Principal): PrincipalPolicies {
  const session = keysOf(world).keys[principal.accessKeyId ?? '']?.sessionPolicies ?? [];
  const holder = holderById(world, principal.userId.split(':')[0] ?? '');
  if (!holder) return { identity: [], session };
  const inline = Object.entries(holder.inlinePolicies).map(([name, document]) => ({ name, document }));
  const attached = holder.attachedPolicies.flatMap((arn) => {
    const document = managedPolicyDocument(world, arn);
    return document === undefined ? [] : [{ name: arn, document }];
  });
  const boundary = holder.permissionsBoundary && managedPolicyDocument(world, holder.permissionsBoundary);
  return { identity: [...inline, ...attached], session, ...(boundary && { boundary }) };
}

/** The document in force of a managed policy of any account, or of AWS's own. */
export function managedPolicyDocument(world: World, arn: string): string | undefined {
  const policy = world.slice(iamSlice, arn.split(':')[4] ?? '', GLOBAL).policies[arn];
  const version = policy?.versions.find(({ id }) => id === policy.defaultVersion);
  return version?.document ?? awsManagedPolicy(arn);
}
