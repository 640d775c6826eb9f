/** The files of whoever runs a command. */
export interface Files {
  /** The names in a folder; `file` for a file, and undefined where there is neither. */
  look(path: string): Promise<readonly string[] | 'file' | undefined>;
  /** A file of no more than the given number of bytes; one that is longer is an error. */
  read(path: string, most: number): Promise<Uint8Array>;
  /** The training data that the package brings along. */
  labData(): Promise<Uint8Array>;
}
