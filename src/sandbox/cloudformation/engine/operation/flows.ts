import type { StackStatus } from '@aws-sdk/client-cloudformation';

import type { Flow, Phase } from '../../state.ts';

/**
 * What a stack goes through, and how its status says so:
 *
 *     create           begin → apply → finish
 *     update           begin → apply → cleanup → finish
 *     rollback         begin → remove → finish                 of a create
 *     update-rollback  begin → revert → cleanup → finish
 *     delete           begin → remove → finish
 */
export interface FlowDescription {
  readonly work: Extract<Phase, 'apply' | 'revert' | 'remove'>;
  readonly underway: StackStatus;
  /** While resources are deleted that the stack no longer needs. */
  readonly cleaning?: StackStatus;
  readonly complete: StackStatus;
  readonly failed: StackStatus;
}

export const FLOWS: Readonly<Record<Flow, FlowDescription>> = {
  create: {
    work: 'apply',
    underway: 'CREATE_IN_PROGRESS',
    complete: 'CREATE_COMPLETE',
    failed: 'CREATE_FAILED',
  },
  update: {
    work: 'apply',
    underway: 'UPDATE_IN_PROGRESS',
    cleaning: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    complete: 'UPDATE_COMPLETE',
    failed: 'UPDATE_FAILED',
  },
  rollback: {
    work: 'remove',
    underway: 'ROLLBACK_IN_PROGRESS',
    complete: 'ROLLBACK_COMPLETE',
    failed: 'ROLLBACK_FAILED',
  },
  'update-rollback': {
    work: 'revert',
    underway: 'UPDATE_ROLLBACK_IN_PROGRESS',
    cleaning: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    complete: 'UPDATE_ROLLBACK_COMPLETE',
    failed: 'UPDATE_ROLLBACK_FAILED',
  },
  delete: {
    work: 'remove',
    underway: 'DELETE_IN_PROGRESS',
    complete: 'DELETE_COMPLETE',
    failed: 'DELETE_FAILED',
  },
};
