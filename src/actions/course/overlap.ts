import type { Parts } from '../../ports/courses.ts';

/** With fewer columns many rows are alike, which says nothing. */
const FEWEST_FEATURES = 3;
const MUCH = 0.1;

/** Says where many rows that are held out have the features of one to train with: a model may know them by heart. */
export function sharedFeatures({ training, holdOut }: Parts): string | undefined {
  const known = new Set(training.rows.map(featuresKey));
  const shared = holdOut.rows.filter((row) => known.has(featuresKey(row))).length;
  const features = (holdOut.rows[0]?.length ?? 1) - 1;
  if (features < FEWEST_FEATURES || shared <= holdOut.rows.length * MUCH) return undefined;
  const [some, all] = [shared, holdOut.rows.length].map((rows) => rows.toLocaleString('en'));
  return (
    `${String(some)} of ${String(all)} rows that are held out have the features of a row to train with: ` +
    'rows that belong together, such as two visits of one person, should be one row'
  );
}

function featuresKey([, ...features]: readonly number[]): string {
  return features.join();
}
