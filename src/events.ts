import type { AccountRole } from './lab/accounts.ts';
import type { DeployPlan } from './lab/plan.ts';
import type { StackId } from './lab/stacks.ts';

/** Everything that can be reported while a command runs. With `--output json` each is one line on stdout. */
export type LabEvent =
  | { readonly type: 'notice'; readonly level: 'info' | 'warning'; readonly message: string }
  | {
      readonly type: 'account';
      readonly account: AccountRole;
      readonly accountId: string;
      readonly principal: string;
    }
  | { readonly type: 'plan'; readonly command: string; readonly plan: DeployPlan }
  | { readonly type: 'teardown-plan'; readonly command: string; readonly items: readonly TeardownItem[] }
  | {
      readonly type: 'asset';
      readonly name: string;
      readonly key: string;
      readonly bytes: number;
      readonly state: 'uploaded' | 'present';
    }
  | ({
      readonly type: 'stack-started';
      readonly operation: StackOperation;
      /** How many resources the operation is about, where that is known beforehand. */
      readonly resources?: number;
    } & StackReference)
  | ({
      readonly type: 'resource';
      readonly logicalId: string;
      readonly resourceType: string;
      readonly status: string;
      readonly reason?: string;
      /** ISO 8601, the service's time. */
      readonly time: string;
    } & StackReference)
  | ({
      readonly type: 'stack-finished';
      readonly operation: StackOperation;
      readonly outcome: 'succeeded' | 'unchanged' | 'failed';
      readonly seconds: number;
    } & StackReference)
  | {
      readonly type: 'bucket-emptied';
      readonly account: AccountRole;
      readonly accountId: string;
      readonly bucket: string;
      readonly versions: number;
    }
  | ({ readonly type: 'result' } & ResultEvent);

export type StackOperation = 'create' | 'update' | 'delete' | 'recover' | 'attach';

export interface StackReference {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly stack: StackId;
  readonly stackName: string;
}

export interface TeardownItem {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly kind: 'stack' | 'bucket';
  readonly name: string;
  readonly detail: string;
}

export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** A stack trace, for those who debug the program. */
  readonly details?: string;
}

export interface ResultEvent {
  readonly command: string;
  readonly status: 'succeeded' | 'unchanged' | 'failed' | 'declined' | 'interrupted';
  /** Whether nothing but a plan was asked for: `succeeded` then says that there is something to do. */
  readonly dryRun?: boolean;
  /** Outputs by stack id, for commands that deploy or look. */
  readonly outputs?: Readonly<Partial<Record<StackId, Readonly<Record<string, string>>>>>;
  readonly stacks?: readonly StackReport[];
  readonly leftovers?: readonly Leftover[];
  readonly error?: ErrorReport;
  /** What to do next, each a sentence with its command. */
  readonly next?: readonly string[];
  readonly seconds?: number;
}

export interface StackReport extends StackReference {
  /** CloudFormation's status, or `ABSENT`. */
  readonly status: string;
  readonly template: 'current' | 'differs' | 'unknown';
  readonly parameters: 'current' | 'differs' | 'unknown';
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Leftover {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
  /** Leftovers that go by themselves, such as a key pending deletion, do not fail a teardown. */
  readonly expected: boolean;
}
