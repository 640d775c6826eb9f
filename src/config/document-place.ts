import { type Document, isMap, isNode, isPair, isScalar, isSeq, type Node } from 'yaml';

/** The position of the deepest node on the path that exists, so that there is always one to name. */
export function offsetOf(document: Document, path: readonly PropertyKey[], part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const [index, key] of path.entries()) {
    if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = startOf(node) || offset;
      continue;
    }
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    if (!pair) break;
    node = pair.value;
    const wanted = index === path.length - 1 && part === 'key' ? pair.key : node;
    offset = startOf(wanted) || startOf(pair.key);
  }
  return offset;
}

function startOf(node: unknown): number {
  return isNode(node) ? ((node as Node).range?.[0] ?? 0) : 0;
}
