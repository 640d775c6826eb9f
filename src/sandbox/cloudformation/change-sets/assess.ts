import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { type Problem, recordProblem } from '../engine/events.ts';
import { contextFor, handlerOf } from '../engine/handler/handlers.ts';
import { hasChanges } from '../engine/preview/has-changes.ts';
import { previewOf, type ResourcePreview } from '../engine/preview/preview.ts';
import type { OperationScope } from '../engine/scope.ts';
import { resourceSpec } from '../spec/resource-spec.ts';
import { propertyProblems } from '../spec/validate.ts';
import type { ChangeSet } from '../state.ts';
import { changesOf } from './changes.ts';

const NOTHING_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";
/** Works out what a change set comes to: its changes, or why it cannot be executed. */
export function assess(scope: OperationScope, changeSet: ChangeSet, unvalidated: boolean): void {
  try {
    const previews = previewOf(scope, changeSet.definition);
    changeSet.changes = JSON.stringify(changesOf(scope, changeSet.definition, previews));
    const changes = changeSet.type === 'CREATE' || hasChanges(scope, changeSet.definition, scope.operation.principal);
    if (changeSet.importsExisting) refuseImports(scope, previews);
    if (!changes) fail(changeSet, NOTHING_CHANGES);
    else if (!unvalidated) validate(scope, changeSet, previews);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    fail(changeSet, error.message);
  }
}

/** Where nothing is there yet, nothing would be imported. */
function refuseImports(scope: OperationScope, previews: readonly ResourcePreview[]): void {
  const [taken] = previews.flatMap((preview) => takenName(scope, preview));
  if (taken)
    throw new AwsError('NotImplemented', `the sandbox does not implement the import of resources: ${taken.complaint}`);
}

function fail(changeSet: ChangeSet, reason: string): void {
  changeSet.status = 'FAILED';
  changeSet.statusReason = reason;
  changeSet.executionStatus = 'UNAVAILABLE';
}

/** Writes an event for each thing that early validation finds. */
function validate(scope: OperationScope, changeSet: ChangeSet, previews: readonly ResourcePreview[]): void {
  const problems = previews.flatMap((preview) => [...invalidProperties(preview), ...takenName(scope, preview)]);
  problems.forEach((problem) => recordProblem(scope, changeSet.id, problem));
  const failed = [...new Set(problems.map(({ validation }) => `AWS::EarlyValidation::${VALIDATORS[validation]}`))];
  if (failed.length > 0) fail(changeSet, failedValidation(failed));
}

function failedValidation(validators: readonly string[]): string {
  return `The following hook(s)/validation failed: [${validators.join(', ')}]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.`;
}

const VALIDATORS: Readonly<Record<Problem['validation'], string>> = {
  PROPERTY_VALIDATION: 'PropertyValidation',
  NAME_CONFLICT_VALIDATION: 'ResourceExistenceCheck',
};

function invalidProperties({ logicalId, type, action, after }: ResourcePreview): Problem[] {
  const spec = action === 'Remove' ? undefined : resourceSpec(type);
  return (spec ? propertyProblems(after, spec.properties) : []).map(({ path, complaint }) => ({
    validation: 'PROPERTY_VALIDATION',
    logicalId,
    type,
    path: `/Resources/${logicalId}/Properties${path.slice(1)}`,
    complaint,
  }));
}

/** Whether something that is to be made has a name that something else has already (wording of aws-cdk-cli#1000). */
function takenName(scope: OperationScope, preview: ResourcePreview): Problem[] {
  const { logicalId, type, action, after, before, replacement } = preview;
  const [property = '', ...others] = resourceSpec(type)?.identifier ?? [];
  const name = own(after, property);
  const isNew = action === 'Add' || (replacement === 'True' && name !== own(before, property));
  if (!isNew || others.length > 0 || typeof name !== 'string') return [];
  if (handlerOf(scope, type).exists?.(name, contextFor(scope, logicalId)) !== true) return [];
  return [
    {
      validation: 'NAME_CONFLICT_VALIDATION',
      logicalId,
      type,
      path: `/Resources/${logicalId}`,
      complaint: `Resource of type '${type}' with identifier '${name}' already exists.`,
    },
  ];
}
