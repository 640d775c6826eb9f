/** What can be the matter with the folder that a sandbox is kept in. */
export type StorageProblem =
  'sandbox-folder' | 'sandbox-not-kept' | 'sandbox-in-use' | 'sandbox-damaged' | 'sandbox-newer' | 'sandbox-faults';

export interface StorageErrorDetails {
  readonly code: StorageProblem;
  /** What is the matter, with the path. */
  readonly message: string;
  /** What whoever named the folder can do about it. */
  readonly hint: string;
  readonly cause?: unknown;
}

/** The sandbox's folder cannot be read or written. It is no answer of AWS: the sandbox says it as itself. */
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
