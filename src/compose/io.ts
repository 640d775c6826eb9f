import type { Variables } from '../ports/variables.ts';
import type { InputStream, OutputStream } from '../ui/streams.ts';

/** The process as the program sees it; tests give another. */
export interface Io {
  readonly env: Variables;
  readonly cwd: string;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborts when the user interrupts the run, or when something failed that nobody awaits: `failedUnawaited`. */
  readonly signal: AbortSignal;
}

/**
 * The reason of an abort that no user asked for: an error thrown by a timer or an event handler, which no `catch` sees.
 */
class Unawaited {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

export function failedUnawaited(error: unknown): object {
  return new Unawaited(error);
}

/** The error that ends the run; undefined if the user interrupted it. */
export function reasonToEnd({ reason }: AbortSignal): Error | undefined {
  if (!(reason instanceof Unawaited)) return undefined;
  return reason.error instanceof Error ? reason.error : new Error(String(reason.error));
}
