import type { ContextValues } from '../authorization.ts';
import type { Principal } from '../principal.ts';

/** Who wants to do what with what. */
export interface AccessRequest {
  readonly principal: Principal;
  /** `service:Action`, as IAM names it. */
  readonly action: string;
  /** ARN of what is acted upon, or `*` where the action knows no resources. */
  readonly resource: string;
  /**
   * Values of condition keys. Those that follow from the principal (`aws:PrincipalArn`, `aws:userid`, `aws:PrincipalTag/…`)
   * and `aws:ResourceAccount` are known without, and can be given all the same.
   */
  readonly context?: ContextValues;
}

/** A policy document, and the name by which a decision calls it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: string;
}
