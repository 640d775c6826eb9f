import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Guard } from '../../kernel/authorization.ts';
import { parsePolicy, statementsOf } from '../../kernel/policy/document.ts';
import { matchesPrincipal } from '../../kernel/policy/principal-match.ts';
import type { Call } from '../../kernel/service.ts';
import { findKey, keyIdOrArn } from './find.ts';
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
  for (const [name, value] of Object.entries(keyContext(call, key, encryptionContext))) call.condition(name, value);
  const grants = Object.values(key.grants).filter((grant) => permits(grant, call, operation, encryptionContext));
  call.requires({
    action: `kms:${operation}`,
    resource: key.arn,
    guarded: grants.length > 0 ? grantedBy(key, grants, call, operation) : guardOf(key),
    context: { 'aws:ResourceAccount': key.account },
  });
  return key;
}

/** A key of the caller's own account that its policy lets the caller manage. */
export function keyToManage(call: Call, named: string | undefined, operation: string): Key {
  const key = keyToUse(call, keyIdOrArn(named), operation);
  if (key.account !== call.account) throw accessDenied(call, `kms:${operation}`, key.arn);
  return key;
}

/** Keys of other accounts can be used, not managed. */
export function accessDenied({ principal }: Call, action: string, resource: string): AwsError {
  return new AwsError(
    'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no resource-based policy allows the ${action} action`,
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

/** Nobody gets in but by the key policy, which may leave it to the account ("Key policies in AWS KMS"). */
function guardOf({ account, policy }: Key): Guard {
  return { account, policy, exclusive: true };
}

/** A grant lets its grantee use the key as a statement of a key policy of the grantee's own account would. */
function grantedBy({ policy: text }: Key, grants: readonly Grant[], { principal }: Call, operation: string): Guard {
  const policy = parsePolicy(text) ?? { Statement: [] };
  const statements = grants.map(({ id, granteePrincipal: grantee }) => ({
    Sid: `grant ${id}`,
    Effect: 'Allow',
    Principal: grantee.startsWith('arn:') ? { AWS: grantee } : { Service: grantee },
    Action: `kms:${operation}`,
    Resource: '*',
  }));
  const Statement = [...statementsOf(policy), ...statements];
  return { account: principal.account, policy: JSON.stringify({ ...policy, Statement }), exclusive: true };
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
    Object.entries(wanted).every(([key, value]) => own(given, key) === value);
  return holds(subset) && holds(equal) && (!equal || Object.keys(equal).length === Object.keys(given).length);
}
