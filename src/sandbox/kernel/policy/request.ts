import type { ContextValues } from '../authorization.ts';
import type { Principal } from '../principal.ts';

/** A principal, an action and a resource. */
export interface AccessRequest {
  readonly principal: Principal;
  /** `service:Action`, as IAM names it. */
  readonly action: string;
  /** ARN of the resource, or `*` if the action has no resource-level permissions. */
  readonly resource: string;
  /**
   * Values of condition keys. Those that follow from the principal (`aws:PrincipalArn`, `aws:userid`,
   * `aws:PrincipalTag/…`) and `aws:ResourceAccount` are added if missing.
   */
  readonly context?: ContextValues;
}

/** A policy document, and its name in decisions. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: string;
}
