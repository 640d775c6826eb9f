import { own } from '../../../own.ts';
import { AwsError, validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import type { StackScope } from '../engine/scope.ts';
import { noteConditions } from '../operations/conditions.ts';
import { requireLiveStack } from '../operations/find-stack.ts';
import { stateOf } from '../operations/place.ts';
import type { ChangeSet } from '../state.ts';

export interface ChangeSetScope extends StackScope {
  readonly changeSet: ChangeSet;
}

interface Named {
  readonly ChangeSetName?: string | undefined;
  readonly StackName?: string | undefined;
}

/** The change set that a request names: by its id, or by its name and its stack. */
export function findChangeSet(input: Named, call: Call): ChangeSetScope {
  const found = nameChangeSet(input, call);
  if (found) return found;
  throw notFound(input.ChangeSetName);
}

/** The same; undefined where its stack has no such change set. */
export function nameChangeSet({ ChangeSetName = '', StackName }: Named, call: Call): ChangeSetScope | undefined {
  noteConditions({ ChangeSetName: ChangeSetName || undefined }, call);
  const { changeSets } = stateOf(call);
  const byId = own(changeSets, ChangeSetName);
  const stackId = byId?.stackId ?? StackName;
  if (stackId === undefined) {
    if (ChangeSetName.startsWith('arn:')) throw notFound(ChangeSetName);
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  }
  const scope = requireLiveStack(stackId, call);
  const changeSet =
    byId ?? Object.values(changeSets).find((one) => one.name === ChangeSetName && one.stackId === scope.stack.id);
  return changeSet && { ...scope, changeSet };
}

function notFound(name: string | undefined): AwsError {
  return new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
}
