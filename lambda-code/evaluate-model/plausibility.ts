/** What a prediction can be at all. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Predictions that cannot be true, whatever the other ones are like. */
export interface Impossible {
  readonly count: number;
  /** The one that is furthest from what can be; absent where all can. */
  readonly worst?: number;
}

/** So many times less or more than was ever seen; both are above nothing, since the truth is. */
export function boundsOf(truth: readonly number[], factor: number): Bounds {
  const least = truth.reduce((one, other) => Math.min(one, other));
  const most = truth.reduce((one, other) => Math.max(one, other));
  return { least: least / factor, most: most * factor };
}

export function impossibleOf(predictions: readonly number[], bounds: Bounds): Impossible {
  const odd = predictions.filter((prediction) => distance(prediction, bounds) > 0);
  const [first, ...others] = odd;
  if (first === undefined) return { count: 0 };
  const further = (one: number, other: number) => (distance(other, bounds) > distance(one, bounds) ? other : one);
  return { count: odd.length, worst: others.reduce(further, first) };
}

/** How far a prediction is from what can be; what is no number is as far as can be. */
function distance(prediction: number, { least, most }: Bounds): number {
  if (Number.isNaN(prediction)) return Infinity;
  return Math.max(least - prediction, prediction - most, 0);
}
