import { randomBelow } from './random.ts';
import type { Counts, Weighted } from './types.ts';

/** What a metric may have been by chance, had other rows been held out. */
export interface Interval {
  /** 95 % of the resamples are from the one to the other. */
  readonly least: number;
  readonly most: number;
  readonly deviation: number;
}

const SEED = 20_260_131;
const OUTSIDE = 0.05;

/**
 * Percentile intervals by resampling (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). The
 * rows of each stratum are drawn among themselves, so that every resample has the classes in the numbers in which they
 * were held out.
 */
export function intervals(measures: readonly Weighted[], strata: readonly Uint32Array[], classes: number): Interval[] {
  const rows = strata.reduce((sum, { length }) => sum + length, 0);
  const random = randomBelow(SEED);
  const samples = measures.map(() => new Float64Array(resamples(rows * Math.max(classes, 1))));
  const counts = new Uint16Array(rows);
  for (let turn = 0; turn < (samples[0]?.length ?? 0); turn += 1) {
    draw(strata, counts, random);
    for (const [at, measure] of measures.entries()) samples[at]?.set([measure(counts)], turn);
  }
  return samples.map(intervalOf);
}

const RESAMPLES = { least: 200, most: 1000 } as const;
/** Values looked at, which takes a function with 512 MB some seconds. */
const MOST_WORK = 20_000_000;

/**
 * A thousand where that is affordable (Efron and Tibshirani, section 14.3). With the least number, which they take for
 * enough to tell a standard deviation by (section 6.4), a bound is uncertain by about a fifth of the deviation; but then
 * the rows are so many that the deviation itself is small.
 */
export function resamples(values: number): number {
  return Math.min(Math.max(Math.floor(MOST_WORK / values), RESAMPLES.least), RESAMPLES.most);
}

function draw(strata: readonly Uint32Array[], counts: Counts, random: (bound: number) => number): void {
  counts.fill(0);
  for (const stratum of strata) {
    for (let drawn = 0; drawn < stratum.length; drawn += 1) {
      const row = stratum[random(stratum.length)] ?? 0;
      counts[row] = (counts[row] ?? 0) + 1;
    }
  }
}

/** The bounds leave out as many samples below as above. */
function intervalOf(samples: Float64Array): Interval {
  const sorted = samples.toSorted();
  const out = Math.floor(((sorted.length + 1) * OUTSIDE) / 2);
  return {
    least: sorted[out - 1] ?? Number.NaN,
    most: sorted[sorted.length - out] ?? Number.NaN,
    deviation: deviationOf(samples),
  };
}

function deviationOf(samples: Float64Array): number {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  return Math.sqrt(samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (samples.length - 1));
}
