/** Pages for the people of a lab, or of a class. There is no secret in them. */
export interface HandoutReport {
  readonly folder: string;
  /** The page to begin with. */
  readonly start: string;
  readonly files: readonly HandoutFile[];
}

export interface HandoutFile {
  readonly file: string;
  /** The index is that of a class. */
  readonly page: 'index' | 'lab' | 'person';
  /** Absent in the index. */
  readonly lab?: string;
  /** As the settings call them. */
  readonly person?: string;
}
