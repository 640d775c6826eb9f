import { readFileSync } from 'node:fs';
import { own } from '../../../own.ts';
import { packageFile } from '../../../package-files.ts';

/** What AWS's resource schemas say of a type; `scripts/extract-resource-spec.js` writes them down. */
export interface ResourceSpec {
  readonly properties: PropertySpecs;
  readonly attributes: readonly string[];
  readonly identifier: readonly string[];
  readonly tags?: { readonly property: string; readonly variant: 'standard' | 'asg' | 'map' };
}

export type PropertySpecs = Readonly<Record<string, PropertySpec>>;

export interface PropertySpec {
  readonly type: TypeSpec;
  readonly required?: true;
  /** Whether a change replaces the resource. */
  readonly createOnly?: true | 'maybe';
}

export type TypeSpec =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date-time'
  | 'json'
  | 'tag'
  | { readonly list: TypeSpec }
  | { readonly map: TypeSpec }
  | { readonly ref: string }
  | { readonly oneOf: readonly TypeSpec[] };

interface Extract {
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  readonly types: Readonly<Record<string, PropertySpecs>>;
  /** The types of each service, whether the sandbox manages them or not. */
  readonly names: Readonly<Record<string, string>>;
}

/** The spec of a type; undefined for types that the extract does not cover, which are not validated. */
export function resourceSpec(type: string): ResourceSpec | undefined {
  return own(extract().resources, type);
}

/** Whether AWS has the type; everybody may have custom ones. */
export function isTypeOfAws(type: string): boolean {
  const [vendor, service = '', name = ''] = type.split('::');
  const { names } = extract();
  return vendor === 'Custom' || own(names, service)?.split(' ').includes(name) === true;
}

/** Whether resources of the type carry their stack's tags; of a type without a spec its handler knows. */
export function isTaggable(type: string): boolean {
  const spec = resourceSpec(type);
  return spec === undefined || spec.tags !== undefined;
}

const TAG: PropertySpecs = { Key: { type: 'string', required: true }, Value: { type: 'string', required: true } };

/** The members of a structure; undefined where anything may stand. */
export function structureOf(type: TypeSpec): PropertySpecs | undefined {
  if (type === 'tag') return TAG;
  return typeof type === 'object' && 'ref' in type ? own(extract().types, type.ref) : undefined;
}

let loaded: Extract | undefined;

/** Read when first asked for, since most commands never start a sandbox. */
function extract(): Extract {
  loaded ??= JSON.parse(readFileSync(packageFile('generated/resource-spec.json'), 'utf8')) as Extract;
  return loaded;
}
