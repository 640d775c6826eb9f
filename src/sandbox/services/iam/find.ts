import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import type { InstanceProfileRecord, PolicyHolder, PolicyRecord, RoleRecord, UserRecord } from './state.ts';
import { OF_AWS } from './aws-managed-policies.ts';
import { iamOf } from './state.ts';

/** The role of a request, noted for the trail; refused when there is none. */
export function roleOf(call: Call, name: string | undefined): RoleRecord {
  const role = own(iamOf(call).roles, name ?? '');
  call.about(role?.arn ?? `arn:aws:iam::${call.account}:role/${name}`);
  return role ?? missing(`The role with name ${name} cannot be found.`);
}

export function userOf(call: Call, name: string | undefined): UserRecord {
  const user = own(iamOf(call).users, name ?? '');
  call.about(user?.arn ?? `arn:aws:iam::${call.account}:user/${name}`);
  return user ?? missing(`The user with name ${name} cannot be found.`);
}

export function policyOf(call: Call, arn: string | undefined): PolicyRecord {
  call.about(arn ?? '*');
  return own(iamOf(call).policies, arn ?? '') ?? missingPolicy(arn, `Policy ${arn} was not found.`);
}

export function instanceProfileOf(call: Call, name: string | undefined): InstanceProfileRecord {
  const profile = own(iamOf(call).instanceProfiles, name ?? '');
  call.about(profile?.arn ?? `arn:aws:iam::${call.account}:instance-profile/${name}`);
  return profile ?? missing(`Instance Profile ${name} cannot be found.`);
}

/** Roles and users of the account: whatever policies can be put on. */
export function policyHolders(call: Call): PolicyHolder[] {
  const { roles, users } = iamOf(call);
  return [...Object.values(roles), ...Object.values(users)];
}

export function missing(message: string): never {
  throw new AwsError('NoSuchEntity', message, 404);
}

/** Nobody can tell a policy of AWS that does not exist from one that the sandbox lacks. */
export function missingPolicy(arn: string | undefined, message: string): never {
  if (!arn?.startsWith(OF_AWS)) return missing(message);
  throw new AwsError(
    'NotImplemented',
    `the sandbox does not have the managed policy ${arn}; ListPolicies with the scope AWS tells which it has`,
    501,
  );
}

export function deleteConflict(message: string): never {
  throw new AwsError('DeleteConflict', message, 409);
}

export function limitExceeded(message: string): never {
  throw new AwsError('LimitExceeded', message, 409);
}

/** Names are unique in an account regardless of case. */
export function refuseTaken(taken: Readonly<Record<string, unknown>>, name: string, message: string): void {
  const lower = name.toLowerCase();
  if (Object.keys(taken).some((other) => other.toLowerCase() === lower)) {
    throw new AwsError('EntityAlreadyExists', message, 409);
  }
}
