/**
 * Something to do: a sentence, and the command line that does it where there is one. A command is a value until it is
 * shown: whoever suggests one need not know by which flags the run was told of its lab (`compose/show-steps.ts`).
 */
export interface Step {
  /** Reads well before a colon and the command. */
  readonly say: string;
  readonly command?: CommandLine | SameCommand;
}

export interface CommandLine {
  readonly program: 'mlops-lab' | 'aws' | 'npm';
  readonly args: readonly string[];
}

/** The command line of the run itself, as it was given or with one flag more or less. */
export type SameCommand = 'again' | 'without --dry-run' | 'with --again';

/** A hint without a command may be written as its sentence. */
export type Hint = string | Step | readonly Step[];

export function mlopsLab(...args: string[]): CommandLine {
  return { program: 'mlops-lab', args };
}

export function aws(...args: string[]): CommandLine {
  return { program: 'aws', args };
}

export function stepsOf(hint: Hint): readonly Step[] {
  if (typeof hint === 'string') return [{ say: hint }];
  return 'say' in hint ? [hint] : hint;
}
