import type { ObservedStack } from '../lab/stack-status.ts';

/** Something that is not the lab's but lives in what is: it would keep that from being deleted. */
export interface Tenant {
  readonly kind: string;
  readonly name: string;
  /** What it is in, such as `network vpc-1`. */
  readonly host: string;
}

/** The lab, by ids of resources. */
export interface Household {
  /** Its stacks in the account. */
  readonly stacks: readonly ObservedStack[];
  /** What they hold. */
  readonly held: ReadonlySet<string>;
  /** What its stacks hold in all accounts. */
  readonly own: ReadonlySet<string>;
}

export interface Tenants {
  find(household: Household): Promise<Tenant[]>;
}
