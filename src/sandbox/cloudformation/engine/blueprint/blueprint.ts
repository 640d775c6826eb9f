import { own } from '../../../../own.ts';
import type { StackDefinition } from '../../state.ts';
import { conditionsOf } from '../../template/conditions.ts';
import { type Bindings, pseudoParameters, type Scope } from '../../template/bindings.ts';
import { type Dependencies, refuseCycles } from '../../template/graph.ts';
import type { OutputDeclaration, ResourceDeclaration, Template } from '../../template/model.ts';
import { referableValue } from '../../template/parameters.ts';
import { isPseudoParameter, referencesIn, refuseUnresolved } from '../../template/references.ts';
import { withoutBranches } from '../../template/branches.ts';

/** What a definition comes to once its parameters are known: which resources and outputs there are, and in what order. */
export interface Blueprint {
  readonly template: Template;
  readonly parameters: Bindings['parameters'];
  readonly conditions: Readonly<Record<string, boolean>>;
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly outputs: Readonly<Record<string, OutputDeclaration>>;
  readonly dependencies: Dependencies;
}

type Parameters = Pick<StackDefinition, 'parameters' | 'notificationArns'>;

export function blueprintOf(
  template: Template,
  definition: Parameters,
  scope: Omit<Scope, 'notificationArns'>,
): Blueprint {
  const parameters = parametersOf(template, definition, { ...scope, notificationArns: definition.notificationArns });
  const known = { parameters, mappings: template.mappings, region: scope.region };
  const conditions = conditionsOf(template.conditions, known);
  const holds = ({ condition }: { readonly condition?: string }) =>
    condition === undefined || own(conditions, condition) === true;
  const resources = mapValues(keep(template.resources, holds), (resource) => ({
    ...resource,
    properties: withoutBranches(resource.properties, conditions) as ResourceDeclaration['properties'],
  }));
  const outputs = mapValues(keep(template.outputs, holds), (output) => ({
    ...output,
    value: withoutBranches(output.value, conditions),
    exportName: withoutBranches(output.exportName, conditions),
  }));
  const dependencies = mapValues(resources, (resource) => dependenciesOf(resource, template, resources));
  Object.values(outputs).forEach(({ value, exportName }) =>
    resourcesIn([value, exportName], template, resources, 'Outputs'),
  );
  refuseCycles(dependencies);
  return { template, parameters, conditions, resources, outputs, dependencies };
}

function parametersOf(template: Template, definition: Parameters, scope: Scope): Bindings['parameters'] {
  const declared = mapValues(template.parameters, (declaration, key) =>
    referableValue(declaration, own(definition.parameters, key) ?? { value: '' }),
  );
  return { ...pseudoParameters(scope), ...declared };
}

/** A `DependsOn` that names a resource whose condition is false has nothing to wait for. */
function dependenciesOf(
  { properties, dependsOn }: ResourceDeclaration,
  template: Template,
  live: Blueprint['resources'],
): string[] {
  const implicit = resourcesIn(properties, template, live, 'Resources');
  return [...new Set([...dependsOn.filter((name) => Object.hasOwn(live, name)), ...implicit])];
}

function resourcesIn(value: unknown, template: Template, live: Blueprint['resources'], block: string): string[] {
  const names = referencesIn(value)
    .map(({ name }) => name)
    .filter((name) => !Object.hasOwn(template.parameters, name) && !isPseudoParameter(name));
  refuseUnresolved(
    names.filter((name) => !Object.hasOwn(live, name)),
    block,
  );
  return names;
}

function keep<T>(members: Readonly<Record<string, T>>, wanted: (member: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => wanted(member)));
}

function mapValues<T, U>(
  members: Readonly<Record<string, T>>,
  change: (member: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, change(member, key)]));
}
