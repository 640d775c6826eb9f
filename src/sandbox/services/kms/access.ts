import { AwsError } from '../../kernel/aws-error.ts';
import type { Permission } from '../../kernel/authorization.ts';
import { requestContext } from '../../kernel/policy/context.ts';
import { parsePolicy } from '../../kernel/policy/document.ts';
import { evaluatePolicy } from '../../kernel/policy/evaluate.ts';
import { matchesPrincipal } from '../../kernel/policy/principal-match.ts';
import type { Call } from '../../kernel/service.ts';
import { findKey } from './find.ts';
import { kmsState, type Grant, type Key } from './state.ts';

export type EncryptionContext = Readonly<Record<string, string>>;

/** A key that the caller may use for `operation`: its policy or a grant lets the caller in, whatever the account. */
export function keyToUse(
  call: Call,
  named: string | undefined,
  operation: string,
  encryptionContext: EncryptionContext = {},
): Key {
  const key = findKey(call, named);
  const context = { ...requestContext(call), ...noted(call, keyContext(call, key, encryptionContext)) };
  const action = `kms:${operation}`;
  const policy = parsePolicy(key.policy) ?? { Statement: [] };
  const verdict = evaluatePolicy(policy, { principal: call.principal, action, resource: key.arn, context });
  const granted = () => Object.values(key.grants).some((grant) => permits(grant, call, operation, encryptionContext));
  call.mention(key.arn);
  const isGranted = verdict === 'none' && granted();
  if (verdict !== 'allow' && !isGranted) throw accessDenied(call, action, key.arn, verdict);
  const guarded = isGranted ? grantAsPolicy(call, action) : { account: key.account, policy: key.policy };
  call.requires({ action, resource: key.arn, guarded });
  return key;
}

/** A key of the caller's own account that its policy lets the caller manage. */
export function keyToManage(call: Call, named: string | undefined, operation: string): Key {
  const key = keyToUse(call, named, operation);
  if (key.account !== call.account) throw accessDenied(call, `kms:${operation}`, key.arn, 'none');
  return key;
}

export function accessDenied(call: Call, action: string, resource: string, verdict: 'deny' | 'none'): AwsError {
  const because =
    verdict === 'deny'
      ? 'with an explicit deny in a resource-based policy'
      : `because no resource-based policy allows the ${action} action`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${call.principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
  );
}

/** See "Condition keys for AWS KMS" of the KMS guide. */
function keyContext(
  call: Call,
  key: Key,
  encryptionContext: EncryptionContext,
): Record<string, string | readonly string[]> {
  const pairs = Object.entries(encryptionContext);
  const aliases = aliasesOf(call, key);
  return {
    'kms:CallerAccount': call.principal.account,
    ...(aliases.length > 0 && { 'kms:ResourceAliases': aliases }),
    ...Object.fromEntries(Object.entries(key.tags).map(([tag, value]) => [`aws:ResourceTag/${tag}`, value])),
    ...(call.via && { 'kms:ViaService': `${call.via}.${call.region}.amazonaws.com` }),
    ...(pairs.length > 0 && { 'kms:EncryptionContextKeys': pairs.map(([name]) => name) }),
    ...Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
  };
}

function aliasesOf({ cloud, region }: Call, { account, id }: Key): string[] {
  const { aliases } = kmsState(cloud.world, account, region);
  return Object.values(aliases).flatMap(({ name, targetKeyId }) => (targetKeyId === id ? name : []));
}

function noted<T extends Record<string, string | readonly string[]>>(call: Call, context: T): T {
  for (const [key, value] of Object.entries(context)) call.condition(key, value);
  return context;
}

/** A grant lets its grantee use the key by itself, as a key policy of the grantee's own account would. */
function grantAsPolicy({ principal }: Call, action: string): Permission['guarded'] {
  const statement = { Effect: 'Allow', Principal: { AWS: principal.arn }, Action: action, Resource: '*' };
  return { account: principal.account, policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
}

function permits(grant: Grant, call: Call, operation: string, encryptionContext: EncryptionContext): boolean {
  return (
    grant.operations.some((one) => one === operation) &&
    matchesPrincipal({ AWS: grant.granteePrincipal, Service: grant.granteePrincipal }, call.principal) &&
    meetsConstraints(grant, encryptionContext)
  );
}

function meetsConstraints({ constraints }: Grant, given: EncryptionContext): boolean {
  const { EncryptionContextEquals: equal, EncryptionContextSubset: subset } = constraints ?? {};
  const holds = (wanted: EncryptionContext = {}) =>
    Object.entries(wanted).every(([key, value]) => given[key] === value);
  return holds(subset) && holds(equal) && (!equal || Object.keys(equal).length === Object.keys(given).length);
}
