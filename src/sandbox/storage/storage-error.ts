/** The problems of a sandbox's folder. */
export type StorageProblem =
  'sandbox-folder' | 'sandbox-in-use' | 'sandbox-damaged' | 'sandbox-newer' | 'sandbox-faults';

export interface StorageErrorDetails {
  readonly code: StorageProblem;
  /** The problem, with the path. */
  readonly message: string;
  /** What the user can do about it. */
  readonly hint: string;
  /** Whether the folder cannot be used until it is fixed or another one is named. */
  readonly unusable?: boolean;
  readonly cause?: unknown;
}

/** The sandbox's folder cannot be read or written. AWS has no such error: it is the sandbox's own. */
export class StorageError extends Error {
  readonly code: StorageProblem;
  readonly hint: string;
  readonly unusable: boolean;

  constructor({ code, message, hint, unusable = false, cause }: StorageErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageError';
    this.code = code;
    this.hint = hint;
    this.unusable = unusable;
  }
}

export function unusable(code: StorageProblem, message: string, hint: string): StorageError {
  return new StorageError({ code, message, hint, unusable: true });
}
