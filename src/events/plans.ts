import type { AccountRole } from '../lab/accounts.ts';
import type { StandingCost } from '../lab/cost.ts';
import type { LooseKind } from '../lab/loose-kinds.ts';
import type { DeployPlan } from '../lab/plan.ts';
import type { RuntimeKind } from '../lab/runtime-resources.ts';
import type { StackId } from '../lab/stacks.ts';
import type { Line } from './line.ts';

/** What a deployment will do. */
export interface PlanEvent extends Line {
  readonly type: 'plan';
  readonly command: string;
  readonly plan: DeployPlan;
}

/** What a teardown will delete. */
export interface TeardownPlanEvent extends Line {
  readonly type: 'teardown-plan';
  readonly command: string;
  readonly items: readonly TeardownItem[];
  /** What goes with the notebooks of people, if there are any. */
  readonly notebooks?: NotebooksAtStake;
  /** About what no longer costs. */
  readonly saved?: StandingCost;
}

export interface TeardownItem {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly kind: 'stack' | 'orphan' | 'provisioned product' | RuntimeKind | LooseKind;
  readonly name: string;
  readonly detail: string;
  /** The person whose it is, if it is somebody's. */
  readonly owner?: string;
  /** Of a stack: which one it is. */
  readonly stack?: StackId;
  /** Of a stack: how many resources it has. */
  readonly resources?: number;
}

/** What people lose with their notebooks, and what no longer costs. */
export interface NotebooksAtStake {
  readonly notebooks: number;
  readonly people: number;
  /** In all versions of what is in their buckets. */
  readonly bytes: number;
  /** Whether all of that was counted; else there is more. */
  readonly counted: boolean;
  /** Their buckets are kept with what is in them. */
  readonly bucketsStay?: true;
  /** By instance type: those that run, and for how many hours together at least. */
  readonly running: readonly { readonly instanceType: string; readonly notebooks: number; readonly hours: number }[];
}
