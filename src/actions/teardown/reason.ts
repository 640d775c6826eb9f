import type { StackId } from '../../lab/stacks.ts';
import type { Step } from '../../steps.ts';

/** Why a stack stays, and how to change that. */
export interface Reason {
  readonly what: string;
  readonly remedy: readonly Step[];
}

/** Something that stands in a teardown's way, and how to clear it. */
export interface Blocker extends Reason {
  /** The stack that it keeps, if it does more than leave something unknown. */
  readonly keeps?: StackId | undefined;
}
