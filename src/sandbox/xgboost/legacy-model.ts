import type { Booster, Tree } from './booster.ts';

const HEADER_BYTES = 136;
const ENSEMBLE_BYTES = 160;
const TREE_BYTES = 148;
const NODE_BYTES = 20;
const STATISTICS_BYTES = 16;
const LEAF_BYTES = TREE_BYTES + NODE_BYTES + STATISTICS_BYTES;
const GROUP_BYTES = 4;

/**
 * Reads the binary form in which XGBoost saved models before 3.1: the memory of its structs, one after the other.
 * Source: dmlc/xgboost v0.72, `src/learner.cc` (LearnerModelParam), `src/gbm/gbtree_model.h`, `include/xgboost/tree_model.h`.
 */
export function readLegacyModel(bytes: Uint8Array): Booster {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [objective, afterObjective] = textAt(view, HEADER_BYTES);
  const [, afterName] = textAt(view, afterObjective);
  const trees: Tree[] = [];
  let offset = afterName + ENSEMBLE_BYTES;
  for (let count = view.getInt32(afterName, true); count > 0; count--) {
    const nodes = view.getInt32(offset + 4, true);
    trees.push(treeAt(view, offset + TREE_BYTES, nodes));
    offset += TREE_BYTES + nodes * (NODE_BYTES + STATISTICS_BYTES);
  }
  const outputs = Math.max(view.getInt32(8, true), 1);
  return {
    objective,
    baseMargins: Array.from({ length: outputs }, () => view.getFloat32(0, true)),
    features: view.getUint32(4, true),
    trees,
    groups: trees.map((_, at) => view.getInt32(offset + at * GROUP_BYTES, true)),
  };
}

/** A model of one tree for each output, which is a leaf with that margin. */
export function writeLegacyLeaves(objective: string, features: number, margins: readonly number[]): Uint8Array {
  const names = Buffer.concat([objective, 'gbtree'].map(lengthAndText));
  const ensemble = HEADER_BYTES + names.length;
  const groups = ensemble + ENSEMBLE_BYTES + margins.length * LEAF_BYTES;
  const bytes = Buffer.alloc(groups + margins.length * GROUP_BYTES);
  names.copy(bytes, HEADER_BYTES);
  setAll(bytes, 4, [features, margins.length]);
  setAll(bytes, ensemble, [margins.length, 1, features]);
  bytes.writeInt32LE(margins.length, ensemble + 24);
  for (const [output, margin] of margins.entries()) {
    writeLeaf(bytes.subarray(ensemble + ENSEMBLE_BYTES + output * LEAF_BYTES), features, margin);
    bytes.writeInt32LE(output, groups + output * GROUP_BYTES);
  }
  return bytes;
}

/** Its parameters (a root, a node, none deleted, no depth), and the node: neither parent nor children. */
function writeLeaf(bytes: Buffer, features: number, margin: number): void {
  setAll(bytes, 0, [1, 1, 0, 0, features]);
  setAll(bytes, TREE_BYTES, [-1, -1, -1]);
  bytes.writeFloatLE(margin, TREE_BYTES + 16);
}

function setAll(bytes: Buffer, offset: number, values: readonly number[]): void {
  for (const [at, value] of values.entries()) bytes.writeInt32LE(value, offset + at * 4);
}

function lengthAndText(text: string): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, Buffer.from(text)]);
}

/** A text with its length before it, and where it ends. */
function textAt(view: DataView, offset: number): [string, number] {
  const start = offset + 8;
  const end = start + Number(view.getBigUint64(offset, true));
  return [Buffer.from(view.buffer, view.byteOffset + start, end - start).toString(), end];
}

function treeAt(view: DataView, offset: number, count: number): Tree {
  const starts = Array.from({ length: count }, (_, node) => offset + node * NODE_BYTES);
  const splits = starts.map((start) => view.getUint32(start + 12, true));
  return {
    left: starts.map((start) => view.getInt32(start + 4, true)),
    right: starts.map((start) => view.getInt32(start + 8, true)),
    // The highest bit says where missing values go.
    feature: splits.map((split) => split & 0x7fffffff),
    defaultLeft: splits.map((split) => split >>> 31 === 1),
    value: starts.map((start) => view.getFloat32(start + 16, true)),
  };
}
