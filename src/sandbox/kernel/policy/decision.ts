/** Kinds of policies, in the words of AWS's refusals ("Troubleshoot access denied error messages", IAM guide). */
export type PolicyKind =
  | 'identity-based policy'
  | 'permissions boundary'
  | 'session policy'
  | 'resource-based policy'
  | 'role trust policy'
  | 'VPC endpoint policy';

/** A statement of a policy: its Sid, or `#1` for the first of those without. */
export interface StatementPlace {
  readonly policyKind: PolicyKind;
  /** The policy's name, or the ARN of what it is attached to. */
  readonly policy: string;
  readonly statement: string;
}

/** A statement that allows the action, but not there, not to that principal, or not under these conditions. */
export interface NearMiss {
  readonly policy: string;
  readonly statement: string;
  /** `principal`, `resource`, or the first condition that does not hold, as `StringEquals aws:SourceAccount`. */
  readonly misses: string;
}

export type Decision =
  | { readonly allowed: true }
  /** A statement denies it. */
  | ({ readonly allowed: false; readonly explicit: true } & StatementPlace)
  /** No policy of this kind allows it. */
  | {
      readonly allowed: false;
      readonly explicit: false;
      readonly policyKind: PolicyKind;
      readonly nearest?: NearMiss;
    };

export type Denial = Extract<Decision, { allowed: false }>;

/** A denial in AWS's words, and where the policy stands that decided or would have to allow it. */
export interface Refusal {
  readonly message: string;
  readonly denial: Denial;
  readonly place?: PolicyPlace;
}

/** Whose policy it is, and the stack that made it. */
export interface PolicyPlace {
  /** Such as `role arn:aws:iam::…`. */
  readonly holder: string;
  readonly account?: string;
  readonly stack?: string;
  /** Logical id in the stack's template. */
  readonly resource?: string;
}

/** What the trail keeps of a refusal. */
export interface TrailRefusal extends Partial<PolicyPlace> {
  readonly policyKind: PolicyKind;
  /** `deny` where a statement denies it, `no allow` where none allows it. */
  readonly because: 'deny' | 'no allow';
  /** The policy and the statement that denies, or that comes closest to allowing. */
  readonly policy?: string;
  readonly statement?: string;
  /** What keeps the closest statement from allowing it. */
  readonly misses?: string;
}
