import type { LabEvent } from '../events.ts';

export interface TextQuestion {
  readonly message: string;
  /** Why the question is asked; one line. */
  readonly help?: string;
  readonly default?: string;
  /** True, or the problem with the answer. */
  readonly validate?: (answer: string) => true | string;
  /** Not shown while typed, and never kept. */
  readonly secret?: boolean;
  /** Not answered by what was typed before it came up. */
  readonly fresh?: boolean;
  /** How to answer without a terminal, such as `--tools-account`. */
  readonly flag: string;
}

export interface ChoiceQuestion {
  readonly message: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  readonly default?: string;
  readonly flag: string;
}

/** A choice from a list that typing narrows. */
export interface SearchQuestion {
  readonly message: string;
  /** `always` stays, whatever is typed. */
  readonly choices: readonly { readonly value: string; readonly name: string; readonly always?: boolean }[];
  readonly flag: string;
}

export interface Confirmation {
  readonly message: string;
  readonly default: boolean;
  readonly flag: string;
}

/** A secret, for whoever asked for it and nobody else. */
export interface Secret {
  /** What it is, for programs: kebab-case. */
  readonly name: string;
  /** One or more lines, without a final line break. */
  readonly text: string;
}

/** Everything that a command prints and asks. */
export interface Ui {
  /** Whether somebody can answer. */
  readonly interactive: boolean;
  emit(event: LabEvent): void;
  /** Writes a requested secret to stdout, verbatim. This is the only way out for secrets: events contain none. */
  reveal(secret: Secret): void;
  /** Without a terminal these throw a usage error that names the flag. */
  ask(question: TextQuestion): Promise<string>;
  choose(question: ChoiceQuestion): Promise<string>;
  search(question: SearchQuestion): Promise<string>;
  confirm(question: Confirmation): Promise<boolean>;
  /** Stops drawing and restores the terminal. */
  close(): void;
}
