/** The earliest of several moments. */
export function earliest(moments: Iterable<number | undefined>): number | undefined {
  return earliestAfter(-Infinity, moments);
}

/**
 * The earliest of several moments that is still to come. Services whose records merely age return it as their next due
 * time, so that letting time jump also finishes what they have in progress.
 */
export function earliestAfter(now: number, moments: Iterable<number | undefined>): number | undefined {
  let first: number | undefined;
  for (const moment of moments) {
    if (moment !== undefined && moment > now && (first === undefined || moment < first)) first = moment;
  }
  return first;
}
