import { isDeepStrictEqual } from 'node:util';

import { own, put } from '../../../../own.ts';
import type { Properties } from '../../../kernel/service.ts';
import { type PropertyChange, propertyChanges } from '../../spec/replacement.ts';
import { isTaggable } from '../../spec/resource-spec.ts';
import type { StackDefinition, StackResource } from '../../state.ts';
import { KNOWN_AFTER_APPLY, type Bindings } from '../../template/bindings.ts';
import { inOrder } from '../../template/graph.ts';
import type { ResourceDeclaration } from '../../template/model.ts';
import type { Blueprint } from '../blueprint/blueprint.ts';
import { blueprintFor } from '../blueprint/blueprint-of-stack.ts';
import { bindingsOf } from '../blueprint/bindings.ts';
import { handlerOf } from '../handler/handlers.ts';
import { resolveProperties } from '../blueprint/resolve.ts';
import type { OperationScope } from '../scope.ts';

export type AttributeChange = 'Properties' | 'Tags' | 'Metadata' | 'DeletionPolicy' | 'UpdateReplacePolicy';

/** What would become of a resource. */
export interface ResourcePreview {
  readonly logicalId: string;
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly type: string;
  readonly resource?: StackResource;
  readonly declaration?: ResourceDeclaration;
  readonly before: Properties;
  readonly after: Properties;
  readonly replacement: 'True' | 'False' | 'Conditional';
  readonly properties: readonly PropertyChange[];
  readonly scope: readonly AttributeChange[];
}

/** What would become of each resource of the stack if it were to be as `definition` says; those that stay are left out. */
export function previewOf(scope: OperationScope, definition: StackDefinition): ResourcePreview[] {
  const { stack } = scope;
  const blueprint = blueprintFor(scope, definition);
  const declaredBefore = stack.status === 'REVIEW_IN_PROGRESS' ? {} : blueprintFor(scope).resources;
  const made: Record<string, ResourcePreview | undefined> = {};
  const bindings = environmentBefore(scope, blueprint, made);
  const tagsChange = !isDeepStrictEqual(stack.definition.tags, definition.tags);
  for (const logicalId of inOrder(blueprint.dependencies)) {
    const declaration = own(blueprint.resources, logicalId);
    if (!declaration) continue;
    const after = resolveProperties(scope, declaration, bindings);
    put(
      made,
      logicalId,
      changeOf(scope, { logicalId, declaration, after, was: own(declaredBefore, logicalId), tagsChange }),
    );
  }
  const kept = Object.keys(blueprint.resources)
    .map((logicalId) => own(made, logicalId))
    .filter((preview) => preview !== undefined);
  const removed = Object.values(stack.resources).filter(
    ({ logicalId }) => !Object.hasOwn(blueprint.resources, logicalId),
  );
  return [...kept, ...removed.map(removalOf)];
}

/** References to what is new or replaced cannot be known before it is there. */
function environmentBefore(
  scope: OperationScope,
  blueprint: Blueprint,
  made: Readonly<Record<string, ResourcePreview | undefined>>,
): Bindings {
  const plain = bindingsOf(scope, blueprint, scope.stack.resources);
  const unknown = (logicalId: string) =>
    own(made, logicalId)?.action === 'Add' || own(made, logicalId)?.replacement === 'True';
  return {
    ...plain,
    ref: (logicalId) => (unknown(logicalId) ? KNOWN_AFTER_APPLY : plain.ref(logicalId)),
    attribute: (logicalId, name) => (unknown(logicalId) ? KNOWN_AFTER_APPLY : plain.attribute(logicalId, name)),
  };
}

interface Candidate {
  readonly logicalId: string;
  readonly declaration: ResourceDeclaration;
  readonly after: Properties;
  readonly was: ResourceDeclaration | undefined;
  readonly tagsChange: boolean;
}

function changeOf(scope: OperationScope, candidate: Candidate): ResourcePreview | undefined {
  const { logicalId, declaration, after } = candidate;
  const resource = own(scope.stack.resources, logicalId);
  const { type } = declaration;
  if (!resource?.properties) {
    return {
      logicalId,
      action: 'Add',
      type,
      declaration,
      before: {},
      after,
      replacement: 'False',
      properties: [],
      scope: [],
    };
  }
  const before = resource.properties;
  const properties = propertyChanges(type, before, after);
  const changed = changedAttributes(candidate, properties);
  if (changed.length === 0 && resource.type === type) return undefined;
  const replacement = replacementOf(scope, resource, type, properties);
  return {
    logicalId,
    action: 'Modify',
    type,
    resource,
    declaration,
    before,
    after,
    replacement,
    properties,
    scope: changed,
  };
}

function changedAttributes(
  { declaration, was, tagsChange }: Candidate,
  properties: readonly PropertyChange[],
): AttributeChange[] {
  const changed: AttributeChange[] = [];
  if (properties.length > 0) changed.push('Properties');
  if (tagsChange && isTaggable(declaration.type)) changed.push('Tags');
  if (was && !isDeepStrictEqual(declaration.metadata, was.metadata)) changed.push('Metadata');
  if (was && declaration.deletionPolicy !== was.deletionPolicy) changed.push('DeletionPolicy');
  if (was && declaration.updateReplacePolicy !== was.updateReplacePolicy) changed.push('UpdateReplacePolicy');
  return changed;
}

function replacementOf(
  scope: OperationScope,
  resource: StackResource,
  type: string,
  properties: readonly PropertyChange[],
): ResourcePreview['replacement'] {
  const inPlace = resource.type === type && handlerOf(scope, type).update !== undefined;
  if ((!inPlace && properties.length > 0) || resource.type !== type) return 'True';
  const recreations = properties.map(({ recreation, after }) =>
    recreation === 'Always' && after === KNOWN_AFTER_APPLY ? 'Conditionally' : recreation,
  );
  if (recreations.includes('Always')) return 'True';
  return recreations.includes('Conditionally') ? 'Conditional' : 'False';
}

function removalOf(resource: StackResource): ResourcePreview {
  const { logicalId, type, properties: before = {} } = resource;
  return {
    logicalId,
    action: 'Remove',
    type,
    resource,
    before,
    after: {},
    replacement: 'False',
    properties: [],
    scope: [],
  };
}
