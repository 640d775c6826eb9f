import { own } from '../../../own.ts';
import { type AwsError, validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { anyStackArn } from '../arns.ts';
import type { StackScope } from '../engine/scope.ts';
import type { CloudFormationState, Stack } from '../state.ts';
import { stateOf } from './place.ts';

/** The stack that a request names: an existing one by its name, any by its id, deleted ones included. */
export function requireStack(nameOrId: string | undefined, call: Call): StackScope {
  const scope = findStack(nameOrId, call);
  if (!scope) throw noSuchStack(nameOrId);
  return scope;
}

/** The same for DescribeStackEvents, which has words of its own for a stack that does not exist. */
export function requireStackWithEvents(nameOrId: string | undefined, call: Call): StackScope {
  const scope = findStack(nameOrId, call);
  if (!scope) throw validationError(`Stack [${nameOrId ?? ''}] does not exist`);
  return scope;
}

/** The same for operations that change the stack, which needs to exist. */
export function requireLiveStack(nameOrId: string | undefined, call: Call): StackScope {
  const scope = requireStack(nameOrId, call);
  if (scope.stack.status === 'DELETE_COMPLETE') throw noSuchStack(nameOrId);
  return scope;
}

export function findStack(nameOrId: string | undefined, call: Call): StackScope | undefined {
  if (!nameOrId)
    throw validationError(
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  const state = stateOf(call);
  const stack = nameOrId.startsWith('arn:') ? own(state.stacks, nameOrId) : liveStack(state, nameOrId);
  call.about(stack?.id ?? (nameOrId.startsWith('arn:') ? nameOrId : anyStackArn(call, nameOrId)));
  return stack && { cloud: call.cloud, account: call.account, region: call.region, state, stack };
}

export function liveStack({ stacks, live }: CloudFormationState, name: string): Stack | undefined {
  return own(stacks, own(live, name) ?? '');
}

function noSuchStack(nameOrId: string | undefined): AwsError {
  return validationError(`Stack with id ${nameOrId ?? ''} does not exist`);
}
