import type { Environment, InputStream, OutputStream } from '../ui/streams.ts';

/** The process as the program sees it; tests give another. */
export interface Io {
  readonly env: Environment;
  readonly cwd: string;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborts when the user wants the run to end, or when something failed that nobody waits for: `failedUnawaited`. */
  readonly signal: AbortSignal;
}

/** The reason of an abort that is no wish: what a timer or an event handler threw, which no `catch` can see. */
class Unawaited {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

export function failedUnawaited(error: unknown): object {
  return new Unawaited(error);
}

/** The error that ends the run; undefined where somebody wants it to end. */
export function reasonToEnd({ reason }: AbortSignal): Error | undefined {
  if (!(reason instanceof Unawaited)) return undefined;
  return reason.error instanceof Error ? reason.error : new Error(String(reason.error));
}
