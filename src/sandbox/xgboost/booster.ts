import { linkOf } from './links.ts';

/** A regression tree. All lists have one entry a node; the root is node 0, and a leaf has no children (-1). */
export interface Tree {
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** The feature that an inner node asks about. */
  readonly feature: readonly number[];
  /** An inner node's threshold, below which it goes left; a leaf's value. */
  readonly value: readonly number[];
  /** Where a missing value goes. */
  readonly defaultLeft: readonly boolean[];
}

/** Boosted trees, or linear functions, for one output or for one a class. */
export interface Booster {
  readonly objective: string;
  /** What the leaves are added to, for each output. */
  readonly baseMargins: readonly number[];
  readonly features: number;
  readonly trees: readonly Tree[];
  /** The output that each tree counts for. */
  readonly groups: readonly number[];
  /** What each tree counts, where some were dropped while others were fitted (`dart`). */
  readonly treeWeights?: readonly number[];
  /** What each feature counts for each output and, behind them, the biases of a booster without trees (`gblinear`). */
  readonly linear?: readonly number[];
}

/** What a booster answers for each row: one number, or one for each class. A missing value is `NaN`. */
export function predict(booster: Booster, rows: readonly (readonly number[])[]): number[][] {
  const { toPredictions } = linkOf(booster.objective);
  return rows.map((row) => toPredictions(marginsOf(booster, row)).map(Math.fround));
}

/** XGBoost adds up in single precision. */
function marginsOf(booster: Booster, row: readonly number[]): number[] {
  const { baseMargins, trees, groups, treeWeights = [] } = booster;
  const margins = baseMargins.map((margin, output) => linearPart(booster, output, Math.fround(margin), row));
  for (const [at, tree] of trees.entries()) {
    const output = groups[at] ?? 0;
    margins[output] = Math.fround((margins[output] ?? 0) + Math.fround(leafOf(tree, row) * (treeWeights[at] ?? 1)));
  }
  return margins;
}

function linearPart(
  { baseMargins, features, linear }: Booster,
  output: number,
  margin: number,
  row: readonly number[],
) {
  if (!linear) return margin;
  const weight = (feature: number) => linear[feature * baseMargins.length + output] ?? 0;
  let sum = Math.fround(margin + weight(features));
  for (let feature = 0; feature < features; feature += 1)
    sum = Math.fround(sum + termOf(weight(feature), row[feature]));
  return sum;
}

/** A missing value counts nothing. */
function termOf(weight: number, value = NaN): number {
  return Number.isNaN(value) ? 0 : Math.fround(weight * Math.fround(value));
}

/** The value of the leaf at which a row arrives. */
export function leafOf({ left, right, feature, value, defaultLeft }: Tree, row: readonly number[]): number {
  let node = 0;
  for (let child = left[node] ?? -1; child >= 0; child = left[node] ?? -1) {
    const asked = Math.fround(row[feature[node] ?? 0] ?? NaN);
    const goesLeft = Number.isNaN(asked) ? defaultLeft[node] : asked < (value[node] ?? 0);
    node = goesLeft ? child : (right[node] ?? 0);
  }
  return value[node] ?? 0;
}
