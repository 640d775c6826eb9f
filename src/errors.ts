/** The exit codes are a contract: scripts decide by them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  credentials: 3,
  declined: 4,
  leftovers: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface LabErrorDetails {
  /** Stable, machine-readable: kebab-case, such as `wrong-account`. */
  readonly code: string;
  /** What happened, including the wrong value. */
  readonly message: string;
  /** The command or setting that fixes it. */
  readonly hint?: string;
  readonly exitCode?: ExitCode;
  readonly cause?: unknown;
}

/**
 * An error that the user sees as it is. Any other error is a bug of the program, unless the operating system raised it.
 */
export class LabError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor({ code, message, hint, exitCode = EXIT.failed, cause }: LabErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'LabError';
    this.code = code;
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

export function usageError(code: string, message: string, hint?: string): LabError {
  return new LabError({ code, message, exitCode: EXIT.usage, ...(hint && { hint }) });
}

export function credentialsError(code: string, message: string, hint: string, cause?: unknown): LabError {
  return new LabError({ code, message, hint, exitCode: EXIT.credentials, cause });
}

const ATTACH = 'run the same command again: it attaches to what is in progress and finishes the rest';

/**
 * Ctrl-C, SIGTERM or a closed terminal. Operations already begun go on in the cloud, and the next run attaches to them.
 */
export function interrupted(hint = ATTACH): LabError {
  return new LabError({
    code: 'interrupted',
    message: 'interrupted; operations already begun go on in the cloud',
    hint,
    exitCode: EXIT.interrupted,
  });
}
