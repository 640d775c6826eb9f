import { AwsError } from '../aws-error.ts';
import type { Call } from '../service.ts';
import { statementsOf, valuesOf, type PolicyDocument } from './document.ts';

const ROLE_OR_USER = /^arn:aws:iam::(\d{12}):(role|user)\/(?:.*\/)?([^/]+)$/;

/** A role or user named by a policy that does not exist, for which AWS refuses the policy. */
export function unknownPrincipal(call: Call, document: PolicyDocument): string | undefined {
  return statementsOf(document)
    .flatMap(({ Principal, NotPrincipal }) => [Principal ?? '*', NotPrincipal ?? '*'])
    .flatMap((element) => (element === '*' ? [] : valuesOf(element.AWS)))
    .find((name) => !exists(call, name));
}

function exists(call: Call, name: string): boolean {
  const [, account, kind, identity] = ROLE_OR_USER.exec(name) ?? [];
  if (!account || !identity || !call.cloud.service('iam')) return true;
  const principal = { kind: 'service', account, arn: 'iam.amazonaws.com', userId: 'iam.amazonaws.com' } as const;
  try {
    if (kind === 'role') call.invoke('iam', 'GetRole', { RoleName: identity }, { account, principal });
    else call.invoke('iam', 'GetUser', { UserName: identity }, { account, principal });
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code.startsWith('NoSuchEntity')) return false;
    throw error;
  }
}
