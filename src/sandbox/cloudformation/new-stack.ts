import type { Stack, StackDefinition } from './state.ts';

export interface StackIdentity {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly definition: StackDefinition;
  readonly parentId?: string;
  readonly rootId?: string;
}

/** A stack that has nothing yet and never was complete. */
export function newStack(identity: StackIdentity): Stack {
  return {
    ...identity,
    status: 'REVIEW_IN_PROGRESS',
    disableRollback: false,
    terminationProtection: false,
    retainExceptOnCreate: false,
    express: false,
    resources: {},
    outputs: {},
    imports: [],
    events: [],
    shown: {},
    operations: [],
    superseded: [],
    checkpoint: { resources: {} },
  };
}
