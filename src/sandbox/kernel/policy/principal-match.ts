import type { Principal } from '../principal.ts';
import { valuesOf, type PrincipalElement } from './document.ts';

const ACCOUNT = /^(?:arn:aws[\w-]*:iam::)?(\d{12})(?::root)?$/;

/**
 * How a `Principal` element names a principal, which decides what else limits the permission: as the user, the session
 * or everybody; as the role behind a session; or as the account, which then has to delegate to its principals. Source:
 * IAM guide, "How AWS enforcement code logic evaluates requests to allow or deny access".
 */
export type Naming = 'itself' | 'role' | 'account';

/** Whether a `Principal` element names `principal`: itself, its role, its account, or everybody. */
export function matchesPrincipal(element: PrincipalElement, principal: Principal): boolean {
  return namingOf(element, principal) !== undefined;
}

/** The closest way in which the element names the principal; undefined where it does not. */
export function namingOf(element: PrincipalElement, principal: Principal): Naming | undefined {
  if (element === '*') return 'itself';
  if (principal.kind === 'service' && valuesOf(element.Service).includes(principal.arn)) return 'itself';
  const namings = valuesOf(element.AWS).map((name) => namingBy(name, principal));
  return (['itself', 'role', 'account'] as const).find((naming) => namings.includes(naming));
}

function namingBy(name: string, principal: Principal): Naming | undefined {
  if (name === '*') return 'itself';
  if (principal.kind === 'service') return undefined;
  if (name === principal.arn) return 'itself';
  if (name === principal.roleArn) return 'role';
  if (ACCOUNT.exec(name)?.[1] !== principal.account) return undefined;
  return principal.kind === 'root' ? 'itself' : 'account';
}
