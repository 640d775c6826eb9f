/**
 * The first of several moments that is still to come. Services whose records only age tell it as their next due time, so
 * that whoever lets time jump also finishes what they have under way.
 */
export function earliestAfter(now: number, moments: Iterable<number | undefined>): number | undefined {
  let first: number | undefined;
  for (const moment of moments) {
    if (moment !== undefined && moment > now && (first === undefined || moment < first)) first = moment;
  }
  return first;
}
