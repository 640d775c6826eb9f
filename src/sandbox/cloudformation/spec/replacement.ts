import { isDeepStrictEqual } from 'node:util';

import { own } from '../../../own.ts';
import { type Fields, isFields } from '../template/shape.ts';
import { type PropertySpec, type PropertySpecs, resourceSpec, structureOf, type TypeSpec } from './resource-spec.ts';

/** A property that differs between two states of a resource. */
export interface PropertyChange {
  readonly path: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly recreation: 'Never' | 'Conditionally' | 'Always';
}

/** The differences between two states of a resource, as far down as the schema knows structures. */
export function propertyChanges(type: string, before: Fields, after: Fields): PropertyChange[] {
  return changesIn(before, after, resourceSpec(type)?.properties ?? {}, []);
}

export function needsReplacement(type: string, before: Fields, after: Fields): boolean {
  return propertyChanges(type, before, after).some(({ recreation }) => recreation === 'Always');
}

function changesIn(before: Fields, after: Fields, specs: PropertySpecs, path: readonly string[]): PropertyChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !isDeepStrictEqual(own(before, name), own(after, name)))
    .flatMap((name) => changeOf(own(before, name), own(after, name), own(specs, name), [...path, name]));
}

function changeOf(
  before: unknown,
  after: unknown,
  spec: PropertySpec | undefined,
  path: readonly string[],
): PropertyChange[] {
  const inner = spec && !spec.createOnly ? changesBelow(before, after, spec.type, path) : [];
  if (inner.length > 0) return inner;
  const recreation = spec?.createOnly === 'maybe' ? 'Conditionally' : spec?.createOnly ? 'Always' : 'Never';
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }), recreation }];
}

function changesBelow(before: unknown, after: unknown, type: TypeSpec, path: readonly string[]): PropertyChange[] {
  const structure = structureOf(type);
  if (structure && isFields(before) && isFields(after)) return changesIn(before, after, structure, path);
  const list = typeof type === 'object' && 'list' in type ? type.list : undefined;
  if (!list || !Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return [];
  return before.flatMap((item: unknown, index) =>
    isDeepStrictEqual(item, after[index]) ? [] : changesBelow(item, after[index], list, [...path, String(index)]),
  );
}
