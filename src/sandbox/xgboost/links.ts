import { own } from '../../own.ts';

/** How sums of leaves become predictions, and between margins and what models call their base score. */
interface Link {
  /** One margin for each output. */
  readonly toPredictions: (margins: readonly number[]) => number[];
  /** What a model is measured by: the class is told from its chances. */
  readonly toMeasured: (margins: readonly number[]) => number[];
  readonly toScore: (margin: number) => number;
  readonly toMargin: (score: number) => number;
}

const same = (value: number) => value;
const sigmoid = (margin: number) => 1 / (1 + Math.exp(-margin));
const logit = (score: number) => -Math.log(1 / score - 1);

const IDENTITY = linkBy(same, same, same);
const LOGISTIC = linkBy(sigmoid, sigmoid, logit);
const EXPONENTIAL = linkBy(Math.exp, Math.exp, Math.log);
const CHANCES: Link = { ...IDENTITY, toPredictions: softmax, toMeasured: softmax };

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
  'binary:logitraw': linkBy(same, sigmoid, logit),
  'multi:softprob': CHANCES,
  'multi:softmax': { ...CHANCES, toPredictions: (margins) => [largest(margins)] },
};

export function isKnownObjective(objective: string): boolean {
  return Object.hasOwn(LINKS, objective);
}

export function linkOf(objective: string): Link {
  const link = isKnownObjective(objective) ? own(LINKS, objective) : undefined;
  if (!link) throw new Error(`Unknown objective function: \`${objective}\``);
  return link;
}

/** Whether there is an output for each class, and not a single one. */
export function hasClasses(objective: string): boolean {
  return objective.startsWith('multi:');
}

/** The place of the largest value, of equal ones the first. */
export function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

function linkBy(toPrediction: (margin: number) => number, toScore: Link['toScore'], toMargin: Link['toMargin']): Link {
  const each = (margins: readonly number[]) => margins.map(toPrediction);
  return { toPredictions: each, toMeasured: each, toScore, toMargin };
}

/** Source: dmlc/xgboost, `src/common/math.h`, Softmax. */
function softmax(margins: readonly number[]): number[] {
  const most = Math.max(...margins);
  const powers = margins.map((margin) => Math.fround(Math.exp(Math.fround(margin - most))));
  const sum = Math.fround(powers.reduce((total, power) => total + power, 0));
  return powers.map((power) => power / sum);
}
