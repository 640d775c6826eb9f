import type { Cost } from './cost.ts';
import type { ErrorCode } from '../error-codes/index.ts';
import type { Hint } from '../steps.ts';
import type { AccountRole } from './accounts.ts';
import type { StackId } from './stacks.ts';

/** One property that an update changes, from CloudFormation's change set. */
export interface PropertyChange {
  /** JSON path below the resource, such as `/Properties/BucketEncryption`. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  readonly replaces: boolean;
}

export interface ResourceChange {
  readonly logicalId: string;
  readonly resourceType: string;
  readonly action: 'add' | 'modify' | 'replace' | 'remove';
  readonly properties: readonly PropertyChange[];
}

/** What is done with a stack, determined from its status. */
export type StackDecision =
  | { readonly kind: 'create' }
  | { readonly kind: 'recreate'; readonly because: string }
  | { readonly kind: 'update'; readonly changes: readonly ResourceChange[]; readonly because: string }
  /** Resources were deleted outside the stack: they are created again, and the rest is updated if it differs. */
  | { readonly kind: 'repair'; readonly changes: readonly ResourceChange[]; readonly because: string }
  /** The stack exists, and needs an update only if the outputs it takes change. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'attach'; readonly because: string }
  | { readonly kind: 'recover'; readonly because: string };

/** Why nothing may be done with a stack until somebody has cleared the way: the error that comes of it. */
export interface Refusal {
  readonly kind: 'refuse';
  readonly code: ErrorCode;
  readonly because: string;
  readonly hint: Hint;
}

export interface PlannedStack {
  readonly stack: StackId;
  readonly stackName: string;
  readonly account: AccountRole;
  readonly accountId: string;
  readonly decision: StackDecision;
  /** How many resources it will have, where it is created. */
  readonly resources?: number;
}

export interface PlannedAsset {
  readonly name: string;
  readonly key: string;
  readonly bytes: number;
  /** `unknown` until the bucket for it exists. */
  readonly state: 'present' | 'missing';
}

export interface DeployPlan {
  readonly region: string;
  readonly express: boolean;
  readonly stacks: readonly PlannedStack[];
  readonly assets: readonly PlannedAsset[];
  /** Whether somebody added rules to the network's default security group; they are removed. */
  readonly closesDefaultGroup: boolean;
  /** What users of the lab's endpoints will notice, if anything. */
  readonly interruption?: string;
  /** About what the stacks of the plan cost once they stand. */
  readonly cost?: Cost;
}
