/** The browser of whoever runs the command, if there is one. */
export interface Browser {
  /** Opens a page; returns the reason if it cannot. */
  open(url: string): Promise<string | undefined>;
}
