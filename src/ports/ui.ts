import type { LabEvent } from '../events.ts';

export interface TextQuestion {
  readonly message: string;
  /** Why the question is asked, for those who read; one line. */
  readonly help?: string;
  readonly default?: string;
  /** True, or what is wrong with the answer. */
  readonly validate?: (answer: string) => true | string;
  /** Not shown while typed, and never kept. */
  readonly secret?: boolean;
  /** How to answer without a terminal, such as `--tools-account`. */
  readonly flag: string;
}

export interface ChoiceQuestion {
  readonly message: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  readonly default?: string;
  readonly flag: string;
}

/** Something that whoever asked for it may see, and nobody else. */
export interface Secret {
  /** What it is, for programs: kebab-case. */
  readonly name: string;
  /** One line or several, without the last line's end. */
  readonly text: string;
}

/** All that a command says and asks goes through here. */
export interface Ui {
  /** Whether somebody is there to answer. */
  readonly interactive: boolean;
  emit(event: LabEvent): void;
  /** Writes a secret that was asked for to stdout, as it is. No secret goes any other way: events carry none. */
  reveal(secret: Secret): void;
  /** Without a terminal these throw a usage error that names the flag. */
  ask(question: TextQuestion): Promise<string>;
  choose(question: ChoiceQuestion): Promise<string>;
  confirm(question: { readonly message: string; readonly default: boolean; readonly flag: string }): Promise<boolean>;
  /** Ends whatever is being drawn, so that the terminal is left as it was found. */
  close(): void;
}
