import type { Principal } from '../principal.ts';
import { valuesOf, type PrincipalElement } from './document.ts';

const ACCOUNT = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;

/** Whether a `Principal` element names `principal`: itself, its role, its account, or everybody. */
export function matchesPrincipal(element: PrincipalElement, principal: Principal): boolean {
  if (element === '*') return true;
  return (
    valuesOf(element.AWS).some((name) => namesPrincipal(name, principal)) ||
    (principal.kind === 'service' && valuesOf(element.Service).includes(principal.arn))
  );
}

/** The account that an `AWS` principal stands for as a whole, given by its id or its root's ARN. */
function accountNamed(name: string): string | undefined {
  return ACCOUNT.exec(name)?.[1];
}

function namesPrincipal(name: string, principal: Principal): boolean {
  if (name === '*') return true;
  if (principal.kind === 'service') return false;
  return name === principal.arn || name === principal.roleArn || accountNamed(name) === principal.account;
}
