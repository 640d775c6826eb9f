import type { Change, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';

import { own } from '../../../own.ts';
import type { ResourcePreview } from '../engine/preview/preview.ts';
import type { StackScope } from '../engine/scope.ts';
import type { PropertyChange } from '../spec/replacement.ts';
import { templateOf } from '../kept-texts.ts';
import type { StackDefinition } from '../state.ts';
import { isKnownAfterApply, KNOWN_AFTER_APPLY } from '../template/bindings.ts';
import type { ResourceDeclaration, Template } from '../template/model.ts';
import { isPseudoParameter, referencesIn } from '../template/references.ts';
import { secretsOf, withoutSecrets } from './secrets.ts';

/** Previews as the interface shows them, with the values of properties. */
export function changesOf(
  { cloud, stack }: StackScope,
  definition: StackDefinition,
  previews: readonly ResourcePreview[],
): Change[] {
  const { world } = cloud;
  const secrets = [...secretsOf(world, stack.definition), ...secretsOf(world, definition)];
  const template = templateOf(world, definition);
  return previews.map((preview) => ({
    Type: 'Resource',
    ResourceChange: {
      Action: preview.action,
      LogicalResourceId: preview.logicalId,
      ...(preview.resource?.physicalId !== undefined && { PhysicalResourceId: preview.resource.physicalId }),
      ResourceType: preview.type,
      ...policyAction(preview),
      ...(preview.action === 'Modify' && { Replacement: preview.replacement }),
      Scope: [...preview.scope],
      Details: detailsOf(preview, template).map((detail) => withoutSecrets(detail, secrets)),
      ...contexts(preview, secrets),
    },
  }));
}

function policyAction({ action, replacement, resource, declaration }: ResourcePreview) {
  if (action === 'Remove') {
    return { PolicyAction: resource?.deletionPolicy === 'Retain' ? ('Retain' as const) : ('Delete' as const) };
  }
  if (replacement === 'False') return {};
  const retains = declaration?.updateReplacePolicy === 'Retain';
  return { PolicyAction: retains ? ('ReplaceAndRetain' as const) : ('ReplaceAndDelete' as const) };
}

function contexts({ action, before, after }: ResourcePreview, secrets: readonly string[]) {
  const shown = (properties: object) => JSON.stringify(withoutSecrets({ Properties: properties }, secrets));
  return {
    ...(action !== 'Add' && { BeforeContext: shown(before) }),
    ...(action !== 'Remove' && { AfterContext: shown(after) }),
  };
}

function detailsOf({ properties, scope, declaration }: ResourcePreview, template: Template): ResourceChangeDetail[] {
  const others = scope.filter((attribute) => attribute !== 'Properties');
  return [
    ...properties.map((change) => propertyDetail(change, declaration, template)),
    ...others.map((Attribute) => ({
      Target: { Attribute, RequiresRecreation: 'Never' as const },
      Evaluation: 'Static' as const,
      ChangeSource: 'DirectModification' as const,
    })),
  ];
}

function propertyDetail(
  { path, before, after, recreation }: PropertyChange,
  declaration: ResourceDeclaration | undefined,
  template: Template,
): ResourceChangeDetail {
  const [name = ''] = path;
  return {
    Target: {
      Attribute: 'Properties',
      Name: name,
      RequiresRecreation: recreation,
      Path: `/Properties/${path.join('/')}`,
      ...(before !== undefined && { BeforeValue: textOf(before) }),
      ...(after !== undefined && { AfterValue: textOf(after) }),
      AttributeChangeType: before === undefined ? 'Add' : after === undefined ? 'Remove' : 'Modify',
    },
    Evaluation: isKnownAfterApply(textOf(after)) ? 'Dynamic' : 'Static',
    ...sourceOf(own(declaration?.properties, name), template),
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return isKnownAfterApply(value) ? KNOWN_AFTER_APPLY : value;
  return value === undefined ? '' : JSON.stringify(value);
}

function sourceOf(value: unknown, template: Template): Pick<ResourceChangeDetail, 'ChangeSource' | 'CausingEntity'> {
  const [cause] = referencesIn(value).filter(({ kind, name }) => kind !== 'condition' && !isPseudoParameter(name));
  if (!cause) return { ChangeSource: 'DirectModification' };
  if (Object.hasOwn(template.parameters, cause.name))
    return { ChangeSource: 'ParameterReference', CausingEntity: cause.name };
  if (cause.kind === 'ref') return { ChangeSource: 'ResourceReference', CausingEntity: cause.name };
  return { ChangeSource: 'ResourceAttribute', CausingEntity: `${cause.name}.${cause.attribute ?? ''}` };
}
