import type { Environment, InputStream, OutputStream } from './ui/streams.ts';

/** The process as the program sees it; tests give another. */
export interface Io {
  readonly env: Environment;
  readonly cwd: string;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborts when the user wants the run to end. */
  readonly signal: AbortSignal;
}
