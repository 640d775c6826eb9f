/** What can be the matter with the folder that a sandbox is kept in. */
export type StorageProblem =
  'sandbox-folder' | 'sandbox-in-use' | 'sandbox-damaged' | 'sandbox-newer' | 'sandbox-faults';

export interface StorageErrorDetails {
  readonly code: StorageProblem;
  /** What is the matter, with the path. */
  readonly message: string;
  /** What whoever named the folder can do about it. */
  readonly hint: string;
  /** Whether another folder has to be named, or this one mended, before anything can be done with it. */
  readonly unusable?: boolean;
  readonly cause?: unknown;
}

/** The sandbox's folder cannot be read or written. It is no answer of AWS: the sandbox says it as itself. */
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
