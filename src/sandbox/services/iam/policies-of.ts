import { own } from '../../../own.ts';
import type { NamedPolicy } from '../../kernel/policy/request.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Tags } from '../../kernel/tags.ts';
import { GLOBAL, type World } from '../../kernel/world.ts';
import { keysOf } from './keys.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import { holderOf } from './holders.ts';
import { iamSlice } from './state.ts';

/** All that decides, apart from policies on resources, what a principal may do. */
export interface PrincipalPolicies {
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  readonly session: readonly NamedPolicy[];
}

export function policiesOf(world: World, principal: Principal): PrincipalPolicies {
  const documents = own(keysOf(world).keys, principal.accessKeyId ?? '')?.sessionPolicies ?? [];
  const session = documents.map((document, index) => ({ name: `session policy ${index + 1}`, document }));
  const holder = holderOf(world, principal);
  if (!holder) return { identity: [], session };
  const inline = Object.entries(holder.inlinePolicies).map(([name, document]) => ({ name, document }));
  const attached = holder.attachedPolicies.flatMap((arn) => managedPolicy(world, arn) ?? []);
  const boundary = holder.permissionsBoundary ? managedPolicy(world, holder.permissionsBoundary) : undefined;
  return { identity: [...inline, ...attached], session, ...(boundary && { boundary }) };
}

/** Tags of the user, or of the role behind a session. */
export function tagsOf(world: World, principal: Principal): Readonly<Tags> {
  return principal.kind === 'service' ? {} : (holderOf(world, principal)?.tags ?? {});
}

function managedPolicy(world: World, arn: string): NamedPolicy | undefined {
  const document = managedPolicyDocument(world, arn);
  return document === undefined ? undefined : { name: arn, document };
}

/** The document in force of a managed policy of any account, or of AWS's own. */
export function managedPolicyDocument(world: World, arn: string): string | undefined {
  const policy = own(world.slice(iamSlice, arn.split(':')[4] ?? '', GLOBAL).policies, arn);
  const version = policy?.versions.find(({ id }) => id === policy.defaultVersion);
  return version?.document ?? awsManagedPolicy(arn);
}
