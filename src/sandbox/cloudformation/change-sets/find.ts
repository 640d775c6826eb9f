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
export function findChangeSet({ ChangeSetName = '', StackName }: Named, call: Call): ChangeSetScope {
  noteConditions({ ChangeSetName: ChangeSetName || undefined }, call);
  const byId = own(stateOf(call).changeSets, ChangeSetName);
  if (!byId && StackName === undefined && !ChangeSetName.startsWith('arn:')) {
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  }
  const scope = byId || StackName !== undefined ? requireLiveStack(byId?.stackId ?? StackName, call) : undefined;
  const changeSet =
    byId ??
    Object.values(stateOf(call).changeSets).find(
      (one) => one.name === ChangeSetName && one.stackId === scope?.stack.id,
    );
  if (scope && changeSet) return { ...scope, changeSet };
  throw new AwsError('ChangeSetNotFound', `ChangeSet [${ChangeSetName}] does not exist`, 404);
}
