/** What all errors of one code have in common. */
export interface ErrorEntry {
  /** How the command ends: the name of one of the exit codes. */
  readonly exit: 'failed' | 'usage' | 'credentials' | 'leftovers' | 'interrupted';
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

export type ErrorEntries = Readonly<Record<string, ErrorEntry>>;
