import { AwsError } from '../../kernel/aws-error.ts';
import { recordProblem } from '../engine/events.ts';
import { hasChanges } from '../engine/has-changes.ts';
import { previewOf, type ResourcePreview } from '../engine/preview.ts';
import type { OperationScope } from '../engine/scope.ts';
import { resourceSpec } from '../spec/resource-spec.ts';
import { propertyProblems } from '../spec/validate.ts';
import type { ChangeSet } from '../state.ts';
import { changesOf } from './changes.ts';

const NOTHING_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";
const INVALID_PROPERTIES =
  'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.';

/** Works out what a change set comes to: its changes, or why it cannot be executed. */
export function assess(scope: OperationScope, changeSet: ChangeSet, unvalidated: boolean): void {
  try {
    const previews = previewOf(scope, changeSet.definition);
    changeSet.changes = JSON.stringify(changesOf(scope, changeSet.definition, previews));
    const changes = changeSet.type === 'CREATE' || hasChanges(scope, changeSet.definition, scope.operation.principal);
    if (!changes) fail(changeSet, NOTHING_CHANGES);
    else if (!unvalidated && recordProblems(scope, changeSet, previews)) fail(changeSet, INVALID_PROPERTIES);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    fail(changeSet, error.message);
  }
}

function fail(changeSet: ChangeSet, reason: string): void {
  changeSet.status = 'FAILED';
  changeSet.statusReason = reason;
  changeSet.executionStatus = 'UNAVAILABLE';
}

/** Writes an event for each property that its resource's schema does not allow; says whether there are any. */
function recordProblems(scope: OperationScope, { id }: ChangeSet, previews: readonly ResourcePreview[]): boolean {
  const problems = previews.flatMap(({ logicalId, type, action, after }) => {
    const spec = action === 'Remove' ? undefined : resourceSpec(type);
    return (spec ? propertyProblems(after, spec.properties) : []).map(({ path, complaint }) => ({
      logicalId,
      type,
      path: `/Resources/${logicalId}/Properties${path.slice(1)}`,
      complaint,
    }));
  });
  problems.forEach((problem) => recordProblem(scope, id, problem));
  return problems.length > 0;
}
