import { own, put } from '../../../../own.ts';
import type { CloudFormationState, StackOperation, Stack } from '../../state.ts';

type StackIn = { readonly state: CloudFormationState; readonly stack: Stack };

export function addStack(state: CloudFormationState, stack: Stack): void {
  put(state.stacks, stack.id, stack);
  put(state.live, stack.name, stack.id);
}

export function liveStacks({ stacks, live }: CloudFormationState): Stack[] {
  return Object.values(live).flatMap((id) => own(stacks, id) ?? []);
}

/** There may be hundreds of stacks; what time does to them is asked only of these. */
export function stacksUnderWay({ stacks, underWay }: CloudFormationState): Stack[] {
  return Object.keys(underWay).flatMap((id) => own(stacks, id) ?? []);
}

export function takeUp({ state, stack }: StackIn, operation: StackOperation): void {
  stack.operation = operation;
  put(state.underWay, stack.id, true);
}

/** The stack has the status that the operation left it in. */
export function putDown({ state, stack }: StackIn): void {
  delete stack.operation;
  delete state.underWay[stack.id];
  if (stack.status === 'DELETE_COMPLETE') delete state.live[stack.name];
}
