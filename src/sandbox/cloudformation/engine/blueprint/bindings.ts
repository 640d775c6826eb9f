import { own } from '../../../../own.ts';
import { validationError } from '../../../kernel/aws-error.ts';
import { exportsIn } from '../../exports.ts';
import type { Stack, StackResource } from '../../state.ts';
import { templateError } from '../../template/errors.ts';
import type { Bindings } from '../../template/bindings.ts';
import { isNoEcho } from '../../template/parameter-declarations.ts';
import type { Blueprint } from './blueprint.ts';
import { availabilityZones } from './availability-zones.ts';
import type { OperationScope } from '../scope.ts';

/** What functions of a stack's template are evaluated with, resources standing as the stack's record has them. */
export function bindingsOf(scope: OperationScope, blueprint: Blueprint, resources: Stack['resources']): Bindings {
  return {
    mappings: blueprint.template.mappings,
    parameters: blueprint.parameters,
    region: scope.region,
    condition: (name) => own(blueprint.conditions, name) === true,
    ref: (logicalId) => referenceTo(own(resources, logicalId), logicalId),
    attribute: (logicalId, attribute) => attributeOf(own(resources, logicalId), logicalId, attribute),
    importValue: (name) => importedValue(scope.state, name),
    availabilityZones: (region) => availabilityZones(scope, region),
  };
}

/** The same with the values of `NoEcho` parameters masked, for events. */
export function maskedBindings(bindings: Bindings, { template }: Blueprint): Bindings {
  const masked = Object.entries(template.parameters).filter(([, declaration]) => isNoEcho(declaration));
  return {
    ...bindings,
    parameters: { ...bindings.parameters, ...Object.fromEntries(masked.map(([name]) => [name, '****'])) },
  };
}

function referenceTo(resource: StackResource | undefined, logicalId: string): string {
  const reference = resource?.reference ?? resource?.physicalId;
  if (reference !== undefined) return reference;
  throw validationError(
    `Template format error: Unresolved resource dependencies [${logicalId}] in the Resources block of the template`,
  );
}

function attributeOf(resource: StackResource | undefined, logicalId: string, attribute: string): unknown {
  const value = own(resource?.attributes, attribute);
  if (value !== undefined) return value;
  throw templateError(`resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`);
}

function importedValue(state: OperationScope['state'], name: string): string {
  const found = exportsIn(state).find((record) => record.name === name);
  if (!found) throw validationError(`No export named ${name} found.`);
  return found.value;
}
