/** The problems of a sandbox's folder. */
export type StorageProblem =
  | 'sandbox-folder'
  | 'sandbox-not-kept'
  | 'sandbox-in-use'
  | 'sandbox-damaged'
  | 'sandbox-newer'
  | 'sandbox-faults'
  | 'sandbox-organization';

export interface StorageErrorDetails {
  readonly code: StorageProblem;
  /** The problem, with the path. */
  readonly message: string;
  /** What the user can do about it. */
  readonly hint: string;
  readonly cause?: unknown;
}

/** The sandbox's folder cannot be read or written. AWS has no such error: it is the sandbox's own. */
export class StorageError extends Error {
  readonly code: StorageProblem;
  readonly hint: string;

  constructor({ code, message, hint, cause }: StorageErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageError';
    this.code = code;
    this.hint = hint;
  }
}
