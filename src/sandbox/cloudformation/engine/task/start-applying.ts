import { isDeepStrictEqual } from 'node:util';

import { own, put } from '../../../../own.ts';
import { AwsError, validationError } from '../../../kernel/aws-error.ts';
import type { Properties } from '../../../kernel/service.ts';
import { needsReplacement } from '../../spec/replacement.ts';
import { isTaggable, resourceSpec } from '../../spec/resource-spec.ts';
import { propertyProblems, validationFailure } from '../../spec/validate.ts';
import type { StackResource, Task, TaskAction } from '../../state.ts';
import type { ResourceDeclaration } from '../../template/model.ts';
import { adopt } from './adopt.ts';
import { blueprintFor } from '../blueprint/blueprint-of-stack.ts';
import { bindingsOf } from '../blueprint/bindings.ts';
import { recordResource } from '../events.ts';
import { failTask } from './failure.ts';
import { handlerOf } from '../handler/handlers.ts';
import { objectionTo } from './objection.ts';
import { resolveProperties, shownProperties } from '../blueprint/resolve.ts';
import type { OperationScope } from '../scope.ts';

/** Finds out what has to be done for a resource to be as the template says, now that all it refers to is known. */
export function startApplying(scope: OperationScope, task: Task): void {
  const blueprint = blueprintFor(scope);
  const declaration = own(blueprint.resources, task.logicalId);
  if (!declaration) return refuseRemoval(scope, task);
  const record = recordFor(scope, task.logicalId, declaration, own(blueprint.dependencies, task.logicalId) ?? []);
  const bindings = bindingsOf(scope, blueprint, scope.stack.resources);
  try {
    task.properties = resolveProperties(scope, declaration, bindings);
    task.shown = shownProperties(declaration, bindings, blueprint);
    refuseInvalid(declaration.type, task.logicalId, task.properties);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    task.action = record.properties ? 'update' : 'create';
    return failTask(scope, task, error.message);
  }
  applyTo(scope, task, { record, declaration, properties: task.properties });
}

/** The stack's record of a resource; a new one for a resource that is new, or that could not be created the last time. */
function recordFor(
  { stack, cloud }: OperationScope,
  logicalId: string,
  { type }: ResourceDeclaration,
  dependsOn: readonly string[],
): StackResource {
  const known = own(stack.resources, logicalId);
  if (known?.properties) return known;
  if (known?.physicalId !== undefined) stack.superseded.push({ resource: { ...known }, policy: 'Delete' });
  const record: StackResource = {
    logicalId,
    type,
    status: 'CREATE_IN_PROGRESS',
    updatedAt: cloud.world.now,
    dependsOn,
  };
  put(stack.resources, logicalId, record);
  return record;
}

function refuseInvalid(type: string, logicalId: string, properties: Properties): void {
  const spec = resourceSpec(type);
  const problems = spec ? propertyProblems(properties, spec.properties) : [];
  if (problems.length > 0) throw validationError(validationFailure(logicalId, problems));
}

interface Applying {
  readonly record: StackResource;
  readonly declaration: ResourceDeclaration;
  readonly properties: Properties;
}

const REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.';

function applyTo(scope: OperationScope, task: Task, applying: Applying): void {
  const { record } = applying;
  const action = actionFor(scope, applying);
  if (action === undefined) {
    adopt(scope, applying);
    task.stage = 'done';
    return;
  }
  task.action = action;
  const objection = objectionToChange(scope, record, action);
  if (objection !== undefined) return failTask(scope, task, objection);
  task.stage = 'started';
  record.status = action === 'create' ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS';
  if (action === 'create') adopt(scope, applying);
  if (action === 'update') record.attempted = applying.properties;
  if (action === 'replace') {
    task.replacementType = applying.declaration.type;
    record.statusReason = REPLACING;
  } else delete record.statusReason;
  recordResource(scope, record, task.shown);
}

function actionFor(scope: OperationScope, { record, declaration, properties }: Applying): TaskAction | undefined {
  if (!record.properties) return 'create';
  if (record.type !== declaration.type) return 'replace';
  const inPlace = handlerOf(scope, record.type).update !== undefined;
  const sameTags = isDeepStrictEqual(record.tags, scope.stack.definition.tags);
  const tagsMatter = !sameTags && inPlace && isTaggable(record.type);
  if (isDeepStrictEqual(record.properties, properties) && !tagsMatter && record.attempted === undefined)
    return undefined;
  return !inPlace || needsReplacement(record.type, record.properties, properties) ? 'replace' : 'update';
}

function objectionToChange(scope: OperationScope, record: StackResource, action: TaskAction): string | undefined {
  if (action === 'create') return undefined;
  return objectionTo(scope, record, action === 'replace' ? 'Update:Replace' : 'Update:Modify');
}

/** The template no longer has the resource. */
function refuseRemoval(scope: OperationScope, task: Task): void {
  const record = own(scope.stack.resources, task.logicalId);
  const objection = record && objectionTo(scope, record, 'Update:Delete');
  if (objection === undefined) throw new Error(`no resource ${task.logicalId} in the template`);
  task.action = 'update';
  failTask(scope, task, objection);
}
