import { own } from '../../own.ts';

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

/** Boosted trees, or a linear function, with one output. */
export interface Booster {
  readonly objective: string;
  /** What the leaves are added to. */
  readonly baseMargin: number;
  readonly features: number;
  readonly trees: readonly Tree[];
  /** What each tree counts, where some were dropped while others were fitted (`dart`). */
  readonly treeWeights?: readonly number[];
  /** What each feature counts and, behind them, the bias of a booster without trees (`gblinear`). */
  readonly linear?: readonly number[];
}

/** How sums of leaves become predictions, and between margins and what models call their base score. */
interface Link {
  readonly toPrediction: (margin: number) => number;
  readonly toScore: (margin: number) => number;
  readonly toMargin: (score: number) => number;
}

const same = (value: number) => value;
const sigmoid = (margin: number) => 1 / (1 + Math.exp(-margin));
const logit = (score: number) => -Math.log(1 / score - 1);

const IDENTITY: Link = { toPrediction: same, toScore: same, toMargin: same };
const LOGISTIC: Link = { toPrediction: sigmoid, toScore: sigmoid, toMargin: logit };
const EXPONENTIAL: Link = { toPrediction: Math.exp, toScore: Math.exp, toMargin: Math.log };

/** Source: XGBoost documentation, "Learning Task Parameters", objective. */
const LINKS: Readonly<Record<string, Link>> = {
  'reg:squarederror': IDENTITY,
  'reg:linear': IDENTITY,
  'reg:squaredlogerror': IDENTITY,
  'reg:absoluteerror': IDENTITY,
  'reg:pseudohubererror': IDENTITY,
  'reg:logistic': LOGISTIC,
  'reg:gamma': EXPONENTIAL,
  'reg:tweedie': EXPONENTIAL,
  'count:poisson': EXPONENTIAL,
  'binary:logistic': LOGISTIC,
  'binary:logitraw': { ...LOGISTIC, toPrediction: same },
};

export function isKnownObjective(objective: string): boolean {
  return Object.hasOwn(LINKS, objective);
}

export function linkOf(objective: string): Link {
  const link = isKnownObjective(objective) ? own(LINKS, objective) : undefined;
  if (!link) throw new Error(`Unknown objective function: \`${objective}\``);
  return link;
}

/** XGBoost computes in single precision; a missing value is `NaN`. */
export function predict(booster: Booster, rows: readonly (readonly number[])[]): number[] {
  const { toPrediction } = linkOf(booster.objective);
  return rows.map((row) => Math.fround(toPrediction(marginOf(booster, row))));
}

function marginOf({ baseMargin, trees, treeWeights = [], linear = [] }: Booster, row: readonly number[]): number {
  const bias = linear.at(-1) ?? 0;
  const terms = [
    ...linear.slice(0, -1).map((weight, feature) => termOf(weight, row[feature])),
    ...trees.map((tree, at) => Math.fround(leafOf(tree, row) * (treeWeights[at] ?? 1))),
  ];
  return terms.reduce((sum, term) => Math.fround(sum + term), Math.fround(Math.fround(baseMargin) + bias));
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
