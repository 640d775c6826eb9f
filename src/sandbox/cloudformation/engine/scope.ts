import type { Cloud } from '../../kernel/service.ts';
import type { CloudFormationState, StackOperation, Stack } from '../state.ts';

/** A stack, and where it lives. */
export interface StackScope {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
  readonly state: CloudFormationState;
  readonly stack: Stack;
}

/** A stack while something is being done to it. */
export interface OperationScope extends StackScope {
  readonly operation: StackOperation;
}

export const SECOND = 1000;
