import { own, put } from '../own.ts';

/** Settings as read and merged, not yet validated. */
export type SettingsTree = Record<string, unknown>;

export function valueAt(tree: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(memberAt, tree);
}

function memberAt(holder: unknown, key: PropertyKey): unknown {
  if (Array.isArray(holder)) return holder[Number(key)];
  return isTree(holder) ? own(holder, String(key)) : undefined;
}

/** Both trees in one; where both have a value the particular one decides. A list is one value. */
export function merged(general: SettingsTree, particular: SettingsTree): SettingsTree {
  const both = { ...general };
  for (const [key, value] of Object.entries(particular)) {
    const below = own(general, key);
    put(both, key, isTree(value) && isTree(below) ? merged(below, value) : value);
  }
  return both;
}

/** A copy with the value set. If a parent is no map, the tree stays as it is: validation will report it. */
export function withValue(tree: SettingsTree, path: readonly string[], value: unknown): SettingsTree {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  if (rest.length === 0) return { ...tree, [key]: value };
  const child = own(tree, key) ?? {};
  return isTree(child) ? { ...tree, [key]: withValue(child, rest, value) } : tree;
}

/** A copy without nulls: a key without a value counts as not given. */
export function withoutNulls(tree: SettingsTree): SettingsTree {
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [key, isTree(value) ? withoutNulls(value) : value]),
  );
}

export function isTree(value: unknown): value is SettingsTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
