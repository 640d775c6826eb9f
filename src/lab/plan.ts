import type { ErrorCode } from '../error-codes/index.ts';
import type { Hint } from '../steps.ts';
import type { AccountRole } from './accounts.ts';
import type { StackId } from './stacks.ts';

/** One property that an update changes, as CloudFormation's change set tells it. */
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

/** What is done with a stack, decided from the state it was met in. */
export type StackDecision =
  | { readonly kind: 'create' }
  | { readonly kind: 'recreate'; readonly because: string }
  | { readonly kind: 'update'; readonly changes: readonly ResourceChange[]; readonly because: string }
  /** Resources were deleted outside the stack: they are made again, and the rest is updated where it differs. */
  | { readonly kind: 'repair'; readonly changes: readonly ResourceChange[]; readonly because: string }
  /** The stack exists and needs an update only if the stacks before it come to give other values. */
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
}

export interface PlannedAsset {
  readonly name: string;
  readonly key: string;
  readonly bytes: number;
  /** `unknown` while the bucket that would hold it does not exist. */
  readonly state: 'present' | 'missing';
}

export interface DeployPlan {
  readonly region: string;
  readonly express: boolean;
  readonly stacks: readonly PlannedStack[];
  readonly assets: readonly PlannedAsset[];
  /** Whether somebody gave rules to the default security group of the network, which are taken away again. */
  readonly closesDefaultGroup: boolean;
  /** What those who use the lab's endpoints will notice, where there is anything. */
  readonly interruption?: string;
}
