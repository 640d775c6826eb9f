import { MODEL_LIMITS } from './model-limits.ts';
import { unsoundMember } from './model-members.ts';
import { Refusal } from './refusal.ts';

/** Lists with one entry per node, as XGBoost stores trees; a leaf has no children (-1). */
const LISTS = ['left_children', 'right_children', 'split_indices', 'split_conditions', 'default_left'] as const;

type Tree = Readonly<Record<(typeof LISTS)[number], readonly number[]>>;

/**
 * Refuses trees that would lead XGBoost in a circle or beyond their lists: it trusts a model file (dmlc/xgboost,
 * `src/tree/tree_model.cc`).
 */
export function checkTrees(trees: readonly unknown[], features: number): void {
  if (trees.length === 0) throw new Refusal('it has no trees; train it first');
  if (trees.length > MODEL_LIMITS.trees) throw tooMany(trees.length, 'trees', MODEL_LIMITS.trees);
  let nodes = 0;
  for (const [number, value] of trees.entries()) {
    const tree = readTree(value, number);
    nodes += tree.left_children.length;
    if (nodes > MODEL_LIMITS.nodes) throw tooMany(nodes, 'nodes', MODEL_LIMITS.nodes);
    checkTree(tree, number, features);
  }
}

function readTree(value: unknown, number: number): Tree {
  const members = (typeof value === 'object' ? value : null) ?? {};
  const lists = LISTS.map((name) => [name, listOf(members as Record<string, unknown>, name, number)] as const);
  const [length] = lists.map(([, list]) => list.length);
  if (!length || lists.some(([, list]) => list.length !== length)) throw unsound(number, 'lists of several lengths');
  const { split_type: types = [] } = members as { split_type?: unknown };
  if (!Array.isArray(types) || types.some((type) => type !== 0)) {
    throw new Refusal(`tree ${String(number)} splits by categories, and the lab's columns are numbers`);
  }
  const unsoundName = unsoundMember(members, number, length);
  if (unsoundName !== undefined) throw unsound(number, `no sound ${unsoundName}`);
  return Object.fromEntries(lists) as Record<(typeof LISTS)[number], number[]>;
}

/** Flags are numbers in JSON and UBJSON; older versions saved booleans. */
function listOf(members: Readonly<Record<string, unknown>>, name: (typeof LISTS)[number], number: number): number[] {
  const list = members[name];
  if (!Array.isArray(list)) throw unsound(number, `no list ${name}`);
  const numbers = name === 'default_left' ? list.map(Number) : (list as unknown[]);
  if (!numbers.every((each) => typeof each === 'number'))
    throw unsound(number, `something else than numbers in ${name}`);
  return numbers;
}

/** Walks from the root; unreachable nodes were pruned and do not count. */
function checkTree(tree: Tree, number: number, features: number): void {
  const count = tree.left_children.length;
  const seen = new Uint8Array(count);
  const open: (readonly [node: number, depth: number])[] = [[0, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (!Number.isInteger(node) || node < 0 || node >= count)
      throw unsound(number, `a child that is not there (${String(node)})`);
    if (seen[node] === 1) throw unsound(number, `two ways to node ${String(node)}`);
    if (depth > MODEL_LIMITS.depth) throw tooMany(depth, 'levels', MODEL_LIMITS.depth);
    seen[node] = 1;
    for (const child of childrenOf(tree, node, number, features)) open.push([child, depth + 1]);
  }
}

function childrenOf(tree: Tree, node: number, number: number, features: number): number[] {
  const at = (name: keyof Tree) => tree[name][node] ?? Number.NaN;
  const [left, right] = [at('left_children'), at('right_children')];
  if (!Number.isFinite(Math.fround(at('split_conditions')))) throw unsound(number, 'a number that is not finite');
  if (left === -1 && right === -1) return [];
  if (!Number.isInteger(at('split_indices')) || !(at('split_indices') >= 0 && at('split_indices') < features)) {
    throw unsound(number, `a split by feature ${String(at('split_indices'))}`);
  }
  return [left, right];
}

function unsound(number: number, what: string): Refusal {
  return new Refusal(`tree ${String(number)} is damaged: it has ${what}; save the model again`);
}

function tooMany(count: number, what: string, most: number): Refusal {
  const [found, allowed] = [count, most].map((each) => each.toLocaleString('en'));
  return new Refusal(
    `it has ${found ?? ''} ${what} or more; at most ${allowed ?? ''} are allowed: train a smaller model`,
  );
}
