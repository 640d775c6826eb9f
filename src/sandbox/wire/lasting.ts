import type { NormalizedSchema } from '@smithy/core/schema';
import { isLasting } from '../kernel/lasting.ts';
import { element, encodeXml, innerXml } from './xml.ts';

/** What lasts, as it was written. */
const WRITTEN = new WeakMap<object, string>();

/** The elements of a structure of awsQuery. Of its lists, what lasts is written once: a page of events is read again and again. */
export function elementsOf(schema: NormalizedSchema, structure: object): string {
  const members = Object.entries(structure);
  const lists = members.flatMap(([name, value]) => (isListOfLasting(value) ? [[name, value] as const] : []));
  const others = Object.fromEntries(members.filter(([, value]) => !isListOfLasting(value)));
  const written = lists.map(([name, items]) => element(name, items.map((item) => itemOf(schema, name, item)).join('')));
  return innerXml(encodeXml(schema, others)) + written.join('');
}

function isListOfLasting(value: unknown): value is object[] {
  return Array.isArray(value) && value.length > 0 && value.every(isLasting);
}

/** The item as it stands in a list of its own. */
function itemOf(schema: NormalizedSchema, list: string, item: object): string {
  const known = WRITTEN.get(item);
  if (known !== undefined) return known;
  const written = innerXml(innerXml(encodeXml(schema, { [list]: [item] })));
  WRITTEN.set(item, written);
  return written;
}
