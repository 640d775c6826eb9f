/** A slip that somebody could make, and the test that must fail for it. */
export interface NamedMutant {
  /** What would be wrong. */
  readonly slip: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly before: string;
  readonly after: string;
  /** Files of tests of which one fails. */
  readonly killedBy: readonly string[];
}
