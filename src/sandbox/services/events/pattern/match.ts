import { own } from '../../../../own.ts';
import { isObject } from '../../../kernel/policy/document.ts';
import type { Pattern } from './parse.ts';
import { isScalar, type Scalar, type Test } from './test.ts';

/** Whether an event, or a part of one, is what a pattern describes. */
export function matches({ fields, alternatives }: Pattern, event: unknown): boolean {
  return (
    alternatives.every((patterns) => patterns.some((pattern) => matches(pattern, event))) &&
    [...fields].every(([name, wanted]) => matchesField(wanted, memberOf(event, name)))
  );
}

function matchesField(wanted: Pattern | readonly Test[], value: unknown): boolean {
  if ('fields' in wanted) return elementsOf(value).some((element) => matches(wanted, element));
  const leaves = leavesOf(value);
  return wanted.some(({ absent, holds }) => (absent ? leaves.length === 0 : leaves.some(holds)));
}

function memberOf(event: unknown, name: string): unknown {
  return isObject(event) ? own(event, name) : undefined;
}

/** Of a list of objects, one has to match as a whole; a list without any is as good as nothing. */
function elementsOf(value: unknown): unknown[] {
  const elements: unknown[] = [value].flat();
  return elements.length > 0 ? elements : [undefined];
}

/** Tests look at values only, and at each value of a list; objects have none of their own. */
function leavesOf(value: unknown): Scalar[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isScalar(value) ? [value] : [];
}
