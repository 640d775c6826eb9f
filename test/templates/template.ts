import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type CollectionTag, type ScalarTag } from 'yaml';

/** Templates as data: short forms become `{ 'Fn::Name': argument }`, so that a test can walk and evaluate them. */

export interface Parameter {
  readonly Type: string;
  readonly Description?: string;
  readonly Default?: string | number;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly (string | number)[];
  readonly ConstraintDescription?: string;
  readonly MinValue?: number;
  readonly MaxValue?: number;
  readonly MinLength?: number;
  readonly MaxLength?: number;
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly path: string;
  readonly source: string;
  readonly Description: string;
  readonly Metadata: {
    readonly 'AWS::CloudFormation::Interface': {
      readonly ParameterGroups: readonly { readonly Parameters: readonly string[] }[];
      readonly ParameterLabels: Readonly<Record<string, { readonly default: string }>>;
    };
  };
  readonly Parameters: Readonly<Record<string, Parameter>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Description?: string; readonly Value: unknown }>>;
}

const folder = new URL('../../templates/', import.meta.url).pathname;

const shortForms = ['Sub', 'GetAtt', 'If', 'Join', 'Select', 'Split', 'Equals', 'Not', 'FindInMap', 'Base64', 'Cidr'];
const customTags = [...shortForms, 'And', 'Or', 'GetAZs', 'Ref', 'Condition'].flatMap(
  (name): (ScalarTag | CollectionTag)[] => {
    const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
    const collection = (kind: 'seq' | 'map'): CollectionTag => ({
      tag: `!${name}`,
      collection: kind,
      resolve: (node) => ({ [key]: node.toJSON() as unknown }),
    });
    return [{ tag: `!${name}`, resolve: (text) => ({ [key]: text }) }, collection('seq'), collection('map')];
  },
);

export function load(path: string): Template {
  const source = readFileSync(join(folder, path), 'utf8');
  return { ...(parse(source, { customTags }) as Omit<Template, 'path' | 'source'>), path, source };
}

export const templates: readonly Template[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map(load);

export interface Found {
  readonly template: Template;
  readonly id: string;
  readonly resource: Resource;
}

/** Every resource of the type, or of every type, in every template. */
export function resources(type?: string): Found[] {
  return templates.flatMap((template) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => type === undefined || resource.Type === type)
      .map(([id, resource]) => ({ template, id, resource })),
  );
}

/** Table rows for `it.each`, named by template and logical id. */
export function rows(found: readonly Found[]): [string, Found][] {
  return found.map((each) => [`${each.template.path} ${each.id}`, each]);
}

/** Every value in a tree, with the keys that lead to it. */
export function* walk(value: unknown, path: readonly string[] = []): Generator<[readonly string[], unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* walk(child, [...path, key]);
}
