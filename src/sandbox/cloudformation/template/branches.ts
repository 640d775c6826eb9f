import { own } from '../../../own.ts';
import { isFields } from './shape.ts';

/**
 * The value with every `Fn::If` replaced by the branch that its condition chooses, so that only live references remain. What
 * has none is the same object as before: all stacks of a template share it.
 */
export function withoutBranches(value: unknown, conditions: Readonly<Record<string, boolean>>): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutBranches(item, conditions));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  if (!isFields(value)) return value;
  const branch = chosen(value, conditions);
  if (branch !== undefined) return withoutBranches(branch, conditions);
  const members = Object.entries(value).map(([key, member]) => [key, withoutBranches(member, conditions)] as const);
  return members.every(([key, member]) => member === own(value, key)) ? value : Object.fromEntries(members);
}

/** Undefined as well for an `Fn::If` that is malformed: its evaluation says what is wrong. */
function chosen(value: Readonly<Record<string, unknown>>, conditions: Readonly<Record<string, boolean>>): unknown {
  const argument = value['Fn::If'];
  if (!Array.isArray(argument) || argument.length !== 3 || Object.keys(value).length !== 1) return undefined;
  const [name, whenTrue, whenFalse] = argument as unknown[];
  return own(conditions, String(name)) ? whenTrue : whenFalse;
}
