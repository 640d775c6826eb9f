import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';

import { own } from '../../../own.ts';
import type { ContextValues, Guard } from '../../kernel/authorization.ts';
import { AwsError, validationError } from '../../kernel/aws-error.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { roleVisible, trustGuard } from '../iam/role-use.ts';
import type { RoleRecord } from '../iam/state.ts';
import { keysOf } from '../iam/keys.ts';
import { mfaContext, provesMfa } from './mfa.ts';
import { sessionPolicies } from './session-policies.ts';
import { sessionTags, type SessionTags } from './session-tags.ts';
import { sourceIdentityOf } from './source-identity.ts';
import { issueCredentials } from './temporary.ts';

export function assumeRole(input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
  const { RoleArn: arn = '', RoleSessionName: session = '', DurationSeconds: seconds = HOUR } = input;
  const mfa = provesMfa(input, call);
  const wanted = { ...sessionTags(input, call), sourceIdentity: sourceIdentityOf(input, call) };
  const context = { ...sessionContext(input, wanted), ...mfaContext(mfa, call) };
  const role = trustedRole(arn, context, wanted, call);
  limitDuration(seconds, role, call.principal);
  const principal = { ...sessionPrincipal(role, session, wanted), ...samePlace(call.principal) };
  const credentials = issueCredentials(call.cloud.world, {
    principal,
    seconds,
    ...(isTemporary(call) && { chained: { durationAsked: input.DurationSeconds !== undefined } }),
    ...(wanted.transitive.length > 0 && { transitiveTags: wanted.transitive }),
    ...sessionPolicies(input, call),
  });
  return {
    Credentials: credentials,
    AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
    ...(wanted.sourceIdentity !== undefined && { SourceIdentity: wanted.sourceIdentity }),
  };
}

/** What a new session is to carry. */
interface Wanted extends SessionTags {
  readonly sourceIdentity: string | undefined;
}

function isTemporary({ cloud, principal }: Call): boolean {
  return own(keysOf(cloud.world).keys, principal.accessKeyId ?? '')?.token !== undefined;
}

/** A role's session as the one who makes a call. */
function sessionPrincipal(role: RoleRecord, session: string, { tags, sourceIdentity }: Wanted): Principal {
  const account = role.arn.split(':')[4] ?? '';
  return {
    kind: 'assumed-role',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${session}`,
    roleArn: role.arn,
    userId: `${role.id}:${session}`,
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}

/** Keys are used where they were asked for, or where a service hands them to. */
function samePlace({ network }: Principal): Pick<Principal, 'network'> {
  return network ? { network } : {};
}

const HOUR = 3_600;

function sessionContext({ ExternalId, RoleSessionName, Tags }: AssumeRoleRequest, wanted: Wanted): ContextValues {
  const given = Object.entries(tagMap(Tags));
  const { transitive, sourceIdentity } = wanted;
  return {
    'sts:RoleSessionName': RoleSessionName ?? '',
    ...(ExternalId !== undefined && { 'sts:ExternalId': ExternalId }),
    ...(sourceIdentity !== undefined && { 'sts:SourceIdentity': sourceIdentity }),
    ...(given.length > 0 && { 'aws:TagKeys': given.map(([key]) => key) }),
    ...(transitive.length > 0 && { 'sts:TransitiveTagKeys': transitive }),
    ...Object.fromEntries(given.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  };
}

/**
 * The role if its trust policy and the caller's own let the caller in. A role that does not exist is answered just as one
 * that does not. Tags and source identity, inherited ones too, take permissions of their own.
 */
function trustedRole(arn: string, context: ContextValues, wanted: Wanted, call: Call): RoleRecord {
  for (const [key, value] of Object.entries(context)) call.condition(key, value);
  const { world } = call.cloud;
  const role = roleVisible(call.cloud, arn);
  const guarded = role ? trustGuard(world, role) : nobodysRole(arn);
  if (call.principal.kind === 'root') {
    call.mention(arn);
    refuse('Roles may not be assumed by root accounts.');
  }
  for (const action of neededActions(wanted)) call.requires({ action, resource: arn, guarded });
  return role ?? refuse(`User: ${call.principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
}

function nobodysRole(arn: string): Guard {
  return { account: arn.split(':')[4] ?? '', kind: 'role trust policy', exclusive: true };
}

function neededActions({ tags, sourceIdentity }: Wanted): string[] {
  return [
    'sts:AssumeRole',
    ...(Object.keys(tags).length > 0 ? ['sts:TagSession'] : []),
    ...(sourceIdentity !== undefined ? ['sts:SetSourceIdentity'] : []),
  ];
}

function limitDuration(seconds: number, role: RoleRecord, caller: Principal): void {
  if (caller.kind === 'assumed-role' && seconds > HOUR) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (seconds > role.maxSessionDuration) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
}

function refuse(message: string): never {
  throw new AwsError('AccessDenied', message, 403);
}
