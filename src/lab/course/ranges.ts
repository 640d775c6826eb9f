export interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: true;
  readonly usual: number;
}

/** The hyperparameters of the built-in XGBoost that a submission may choose, with their defaults. */
export const RANGES = {
  num_round: { least: 1, most: 1000, whole: true, usual: 100 },
  max_depth: { least: 1, most: 12, whole: true, usual: 3 },
  eta: { least: 0.01, most: 1, usual: 0.1 },
  gamma: { least: 0, most: 1000, usual: 0 },
  min_child_weight: { least: 0, most: 1000, usual: 1 },
  subsample: { least: 0.1, most: 1, usual: 0.8 },
  colsample_bytree: { least: 0.1, most: 1, usual: 1 },
  lambda: { least: 0, most: 1000, usual: 1 },
  alpha: { least: 0, most: 1000, usual: 0 },
  seed: { least: 0, most: 2_147_483_647, whole: true, usual: 0 },
} as const satisfies Readonly<Record<string, Range>>;

export type Hyperparameter = keyof typeof RANGES;

export const HYPERPARAMETERS = Object.keys(RANGES) as Hyperparameter[];

/** What a course says of a hyperparameter, and what it leaves as usual. */
export interface Narrowed {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly usual?: number | undefined;
}

export function narrowed(range: Range, { least, most, usual }: Narrowed = {}): Range {
  return { ...range, least: least ?? range.least, most: most ?? range.most, usual: usual ?? range.usual };
}
