/** Something to do: a sentence, and the command line that does it where there is one. */
export interface NextStep {
  readonly say: string;
  /** For a POSIX shell, to be pasted as it is: words are quoted, and it is about the same lab. */
  readonly command?: string;
  /** The same word by word, for programs that start it without a shell. */
  readonly argv?: readonly string[];
}
