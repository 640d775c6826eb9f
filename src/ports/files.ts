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
  /** The beginning of a text, of at most so many bytes. */
  beginning(path: string, bytes: number): Promise<string>;
  /** Makes a folder if there is none; its parent has to be there. */
  createFolder(path: string): Promise<void>;
  /** A picture of the guide in the package, as SVG. */
  picture(name: string): Promise<string>;
}
