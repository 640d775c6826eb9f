import { EXIT, type ExitCode } from './error-codes/exit-codes.ts';
import { ERRORS, type CodeThatEnds, type ErrorCode } from './error-codes/index.ts';
import { stepsOf, type Hint, type Step } from './steps.ts';

export { EXIT, type ExitCode };

export interface LabErrorDetails {
  /** Stable and machine-readable, such as `wrong-account`; it decides by which exit code the command ends. */
  readonly code: ErrorCode;
  /** What happened, including the wrong value. */
  readonly message: string;
  /** The command or setting that fixes it. */
  readonly hint: Hint;
  readonly cause?: unknown;
}

/**
 * An error that the user sees as it is. Any other error is a bug of the program, unless the operating system raised it.
 */
export class LabError extends Error {
  readonly code: ErrorCode;
  readonly hints: readonly Step[];
  readonly exitCode: ExitCode;

  constructor({ code, message, hint, cause }: LabErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'LabError';
    this.code = code;
    this.hints = stepsOf(hint);
    this.exitCode = EXIT[ERRORS[code].exit];
  }
}

export function usageError(code: CodeThatEnds<'usage'>, message: string, hint: Hint): LabError {
  return new LabError({ code, message, hint });
}

export function credentialsError(
  code: CodeThatEnds<'credentials'>,
  message: string,
  hint: Hint,
  cause?: unknown,
): LabError {
  return new LabError({ code, message, hint, cause });
}

/** What to say of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** How the operating system calls its refusal, such as `ENOENT`; undefined of any other error. */
export function systemCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'syscall' in thrown && 'code' in thrown ? String(thrown.code) : undefined;
}

/** The package lacks a file of the folder `generated`. */
export function notBuilt(file: string, cause: unknown): LabError {
  return new LabError({
    code: 'not-built',
    message: `the package lacks generated/${file}`,
    hint: [
      { say: 'build the project', command: { program: 'npm', args: ['run', 'build'] } },
      { say: 'or install mlops-lab again' },
    ],
    cause,
  });
}

const ATTACH: Step = {
  say: 'run the same command again, which attaches to what is in progress and finishes the rest',
  command: 'again',
};

const AGAIN: Step = { say: 'run the same command again', command: 'again' };

/** A class has hundreds of stacks under way. */
const MOST_LISTED = 20;

/**
 * Ctrl-C, SIGTERM or a closed terminal. What was begun goes on in the cloud, and the next run attaches to it; of a call
 * that is not answered yet nobody knows whether it began something.
 */
export function interrupted(goingOn: readonly string[] = []): LabError {
  const message =
    goingOn.length > 0
      ? `interrupted; this goes on in the cloud, and so may what was just being begun:${inLines(goingOn)}`
      : 'interrupted; what was just being begun may go on in the cloud';
  return new LabError({ code: 'interrupted', message, hint: ATTACH });
}

function inLines(goingOn: readonly string[]): string {
  const more = goingOn.length - MOST_LISTED;
  const shown = more > 1 ? [...goingOn.slice(0, MOST_LISTED), `and ${String(more)} more`] : goingOn;
  return shown.map((each) => `\n  ${each}`).join('');
}

/** Ctrl-C or Ctrl-D at a question: nothing of what would follow the answer was begun. */
export function leftAtQuestion(): LabError {
  return withNothingBegun('interrupted at a question, before anything was begun');
}

/** An interruption after which nothing goes on anywhere. */
export function withNothingBegun(message: string): LabError {
  return new LabError({ code: 'interrupted', message, hint: AGAIN });
}

export function isInterruption(error: unknown): boolean {
  return error instanceof LabError && error.code === 'interrupted';
}
