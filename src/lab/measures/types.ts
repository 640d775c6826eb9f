/** The labels of some rows: numbers, or the places of classes. */
export type Truth = readonly number[];

/**
 * What a model says of the same rows: a number each; of two classes the probability of the second; of several the
 * probability of each.
 */
export type Predictions = readonly (readonly number[])[];

/** How often each row counts: once, or as a resample has drawn it. No row is drawn as often as the type allows for. */
export type Counts = Uint16Array;

/** A metric of some rows. */
export type Weighted = (counts: Counts) => number;
