import type { AssetEvent, RunReport, StackFinishedEvent, StackOperation, StackReference } from '../../events.ts';
import type { DeployPlan } from '../../lab/plan.ts';
import type { ReportHead } from './head.ts';

/** What a deployment was to do, what it did, and when: the file of `--report`. */
export interface DeploymentReport extends ReportHead {
  /** Absent if it ended before there was one. */
  readonly plan?: DeployPlan;
  readonly operations: readonly StackRun[];
  readonly uploads: readonly Pick<AssetEvent, 'name' | 'bytes'>[];
  /** In the order in which they began. */
  readonly resources: readonly ResourceRun[];
  /** The earliest failure of a resource, of which the others are consequences. */
  readonly failedFirst?: ResourceRun;
  readonly outputs: NonNullable<RunReport['outputs']>;
}

/** An operation on a stack; one without an end goes on in the cloud. */
export interface StackRun extends StackReference {
  readonly operation: StackOperation;
  readonly began: string;
  readonly ended?: string;
  readonly outcome?: StackFinishedEvent['outcome'];
}

/** What CloudFormation did with a resource; one without an end was not done. */
export interface ResourceRun {
  readonly stackName: string;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly physicalId?: string;
  readonly began: string;
  readonly ended?: string;
  /** The last status that was told. */
  readonly status: string;
  readonly reason?: string;
}
