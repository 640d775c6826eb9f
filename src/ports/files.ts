/** The files of whoever runs a command. */
export interface Files {
  /** The names in a folder; `file` if the path is a file, undefined if it does not exist. */
  look(path: string): Promise<readonly string[] | 'file' | undefined>;
  /** Reads a file; a file longer than the given number of bytes is an error. */
  read(path: string, most: number): Promise<Uint8Array>;
  /** Throws if the file could not be written, and writes nothing. */
  tryReplacing(path: string): Promise<void>;
  /** Writes a file, or leaves it as it was. */
  replace(path: string, text: string): Promise<void>;
  /** Writes a file that nobody else can read, also where there was one that others could. */
  writePrivately(path: string, text: string): Promise<void>;
  /** The training data in the package. */
  labData(): Promise<Uint8Array>;
}
