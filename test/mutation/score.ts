/** A share of all, and between which bounds it lies in 95 of 100 samples of this size (Wilson's interval). */
export interface Score {
  readonly score: number;
  readonly from: number;
  readonly to: number;
}

/** Of the normal distribution: what 95 of 100 are within. */
const DEVIATIONS = 1.96;

export function scoreOf(killed: number, tried: number): Score {
  if (tried === 0) return { score: 1, from: 0, to: 1 };
  const share = killed / tried;
  const square = DEVIATIONS ** 2;
  const middle = (share + square / (2 * tried)) / (1 + square / tried);
  const half =
    (DEVIATIONS / (1 + square / tried)) * Math.sqrt((share * (1 - share)) / tried + square / (4 * tried ** 2));
  return { score: share, from: middle - half, to: middle + half };
}
