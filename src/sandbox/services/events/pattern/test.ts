export type Scalar = string | number | boolean | null;

/** What a pattern asks of the values of a field. */
export interface Test {
  readonly holds: (value: Scalar) => boolean;
  /** Asks that the field has no value. */
  readonly absent?: true;
}

export function equal(wanted: Scalar): Test {
  return { holds: (value) => value === wanted };
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
