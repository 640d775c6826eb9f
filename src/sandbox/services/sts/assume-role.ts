import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';

import { AwsError, validationError } from '../../kernel/aws-error.ts';
import { constrained, inRange } from '../../kernel/constraints.ts';
import { requestContext } from '../../kernel/policy/context.ts';
import { evaluatePolicy } from '../../kernel/policy/evaluate.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { roleVisible } from '../iam/role-use.ts';
import type { RoleRecord } from '../iam/state.ts';
import { trustPolicyOf } from '../iam/trust.ts';
import { keysOf } from './keys.ts';
import { mfaContext, provesMfa } from './mfa.ts';
import { sessionPolicies } from './session-policies.ts';
import { issueCredentials } from './temporary.ts';

export function assumeRole(input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
  const { arn, session, seconds } = checkedInput(input);
  const mfa = provesMfa(input, call);
  const role = trustedRole(arn, { ...sessionContext(input), ...mfaContext(mfa, call), ...sourceOf(call) }, call);
  limitDuration(seconds, role, call.principal);
  const principal = sessionPrincipal(role, arn.split(':')[4] ?? '', session);
  const credentials = issueCredentials(call.cloud.world, {
    principal,
    seconds,
    ...(isTemporary(call) && { chained: { durationAsked: input.DurationSeconds !== undefined } }),
    ...(input.Tags && { tags: tagMap(input.Tags) }),
    ...sessionPolicies(input, call),
  });
  return {
    Credentials: credentials,
    AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
    ...(input.SourceIdentity && { SourceIdentity: input.SourceIdentity }),
  };
}

function isTemporary({ cloud, principal }: Call): boolean {
  return keysOf(cloud.world).keys[principal.accessKeyId ?? '']?.token !== undefined;
}

/** A role's session as the one who makes a call. */
function sessionPrincipal(role: RoleRecord, account: string, session: string): Principal {
  return {
    kind: 'assumed-role',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${session}`,
    roleArn: role.arn,
    userId: `${role.id}:${session}`,
  };
}

/** Constraints as in the STS API reference, AssumeRole. */
function checkedInput(input: AssumeRoleRequest) {
  const name = '[\\w+=,.@-]*';
  if (input.ExternalId !== undefined) {
    constrained(input.ExternalId, { member: 'externalId', min: 2, max: 1224, pattern: '[\\w+=,.@:\\/-]*' });
  }
  return {
    arn: constrained(input.RoleArn, { member: 'roleArn', min: 20, max: 2048 }),
    session: constrained(input.RoleSessionName, { member: 'roleSessionName', min: 2, max: 64, pattern: name }),
    seconds: inRange(input.DurationSeconds ?? HOUR, { member: 'durationSeconds', min: 900, max: 43_200 }),
  };
}

const HOUR = 3_600;

function sessionContext({ ExternalId, RoleSessionName, SourceIdentity, Tags }: AssumeRoleRequest) {
  const tags = Object.entries(tagMap(Tags));
  return {
    'sts:RoleSessionName': RoleSessionName ?? '',
    ...(ExternalId !== undefined && { 'sts:ExternalId': ExternalId }),
    ...(SourceIdentity !== undefined && { 'sts:SourceIdentity': SourceIdentity }),
    ...(tags.length > 0 && { 'aws:TagKeys': tags.map(([key]) => key) }),
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  };
}

/** AWS's services say for whose account they act ("The confused deputy problem", IAM user guide). */
function sourceOf({ principal, account }: Call): Record<string, string> {
  return principal.kind === 'service' ? { 'aws:SourceAccount': account } : {};
}

/** The role if its trust policy lets the caller in. A role that does not exist is answered just as one that does not. */
function trustedRole(arn: string, context: Record<string, string | string[]>, call: Call): RoleRecord {
  for (const [key, value] of Object.entries(context)) call.condition(key, value);
  const role = roleVisible(call.cloud, arn);
  const policy = role && JSON.stringify(trustPolicyOf(call.cloud.world, role));
  const guarded = { account: arn.split(':')[4] ?? '', policy };
  for (const action of neededActions(context)) call.requires({ action, resource: arn, guarded });
  if (call.principal.kind === 'root') refuse('Roles may not be assumed by root accounts.');
  const allows = (action: string) => {
    const request = { principal: call.principal, action, context: { ...requestContext(call), ...context } };
    return role && evaluatePolicy(trustPolicyOf(call.cloud.world, role), request) === 'allow';
  };
  const refused = neededActions(context).find((action) => !allows(action));
  if (role && !refused) return role;
  return refuse(`User: ${call.principal.arn} is not authorized to perform: ${refused} on resource: ${arn}`);
}

function neededActions(context: Readonly<Record<string, unknown>>): string[] {
  return [
    'sts:AssumeRole',
    ...('aws:TagKeys' in context ? ['sts:TagSession'] : []),
    ...('sts:SourceIdentity' in context ? ['sts:SetSourceIdentity'] : []),
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
