import { own } from '../../../own.ts';
import { isKnownAfterApply } from '../template/bindings.ts';
import { type Fields, isFields } from '../template/shape.ts';
import { type PropertySpecs, structureOf, type TypeSpec } from './resource-spec.ts';

export interface PropertyProblem {
  /** Where, in the notation of CloudFormation's messages: `#/Tags/0`. */
  readonly path: string;
  readonly complaint: string;
}

/** What a resource's properties have that its schema does not allow, and lack that it requires. */
export function propertyProblems(properties: Fields, specs: PropertySpecs, path = '#'): PropertyProblem[] {
  const missing = Object.keys(specs).filter((name) => own(specs, name)?.required && !Object.hasOwn(properties, name));
  return [
    ...missing.map((name) => ({ path, complaint: `required key [${name}] not found` })),
    ...Object.entries(properties).flatMap(([name, value]) => {
      const spec = own(specs, name);
      return spec
        ? valueProblems(value, spec.type, `${path}/${name}`)
        : [{ path, complaint: `extraneous key [${name}] is not permitted` }];
    }),
  ];
}

/** As CloudFormation words it in a resource's status reason. */
export function validationFailure(logicalId: string, problems: readonly PropertyProblem[]): string {
  const lines = problems.map(({ path, complaint }) => `${path}: ${complaint}`);
  return `Properties validation failed for resource ${logicalId} with message:\n${lines.join('\n')}`;
}

function valueProblems(value: unknown, type: TypeSpec, path: string): PropertyProblem[] {
  if (isKnownAfterApply(value) || type === 'json') return [];
  const structure = structureOf(type);
  if (structure)
    return isFields(value) ? propertyProblems(value, structure, path) : wrongType('JSONObject', value, path);
  if (typeof type === 'string') return scalarProblems(value, type, path);
  if ('oneOf' in type) {
    const each = type.oneOf.map((one) => valueProblems(value, one, path));
    return each.some((problems) => problems.length === 0) ? [] : (each[0] ?? []);
  }
  if ('list' in type) {
    if (!Array.isArray(value)) return wrongType('JSONArray', value, path);
    return value.flatMap((item, index) => valueProblems(item, type.list, `${path}/${index}`));
  }
  if ('map' in type && isFields(value)) {
    return Object.entries(value).flatMap(([key, member]) => valueProblems(member, type.map, `${path}/${key}`));
  }
  return wrongType('JSONObject', value, path);
}

const SCALARS: Readonly<Record<string, string>> = {
  string: 'String',
  'date-time': 'String',
  boolean: 'Boolean',
  integer: 'Integer',
  number: 'Number',
};

function scalarProblems(value: unknown, type: string, path: string): PropertyProblem[] {
  const expected = own(SCALARS, type) ?? 'String';
  const fits =
    expected === 'String'
      ? typeof value === 'string'
      : expected === 'Boolean'
        ? typeof value === 'boolean'
        : typeof value === 'number' && (expected === 'Number' || Number.isInteger(value));
  return fits ? [] : wrongType(expected, value, path);
}

function wrongType(expected: string, value: unknown, path: string): PropertyProblem[] {
  return [{ path, complaint: `expected type: ${expected}, found: ${typeName(value)}` }];
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'JSONArray';
  if (isFields(value)) return 'JSONObject';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Number';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}
