import type { ObservedStack } from '../lab/stack-status.ts';

/** A resource of somebody else inside a resource of the lab, which it keeps from being deleted. */
export interface Tenant {
  readonly kind: string;
  readonly name: string;
  /** The resource that contains it, such as `network vpc-1`. */
  readonly host: string;
}

/** The lab, by ids of resources. */
export interface Household {
  /** Its stacks in the account. */
  readonly stacks: readonly ObservedStack[];
  /** The resources of those stacks. */
  readonly held: ReadonlySet<string>;
  /** The resources of its stacks in all accounts. */
  readonly own: ReadonlySet<string>;
}

export interface Tenants {
  find(household: Household): Promise<Tenant[]>;
}
