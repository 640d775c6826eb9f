/** Whoever runs a command may have a browser at hand. */
export interface Browser {
  /** Opens a page; gives the reason where none can be opened. */
  open(url: string): Promise<string | undefined>;
}
