/** The columns of a training table: body measures of penguins (see data/README.md). */

/** What a model predicts: grams. */
export const LABEL = 'body_mass_g';

/** The features, in the order in which the endpoint takes them. */
export const FEATURES = [
  'bill_length_mm',
  'bill_depth_mm',
  'flipper_length_mm',
  'male',
  'chinstrap',
  'gentoo',
] as const;

export const COLUMNS = [LABEL, ...FEATURES] as const;

export type Column = (typeof COLUMNS)[number];

/** Boolean columns, as 1 or 0. */
export const FLAGS: ReadonlySet<Column> = new Set<Column>(['male', 'chinstrap', 'gentoo']);
