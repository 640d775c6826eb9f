import { format } from 'node:util';

const LEVELS = { log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', debug: 'DEBUG', trace: 'TRACE' } as const;

export type Level = (typeof LEVELS)[keyof typeof LEVELS];

export interface LogWriter {
  /** The text of a line as it stands in the log, with what Lambda puts before it. */
  line(level: Level, message: string): void;
  raw(text: string): void;
}

/** Has what the code prints go to the log, in Lambda's text format (runtime interface client, logging/formatter). */
export function captureOutput(writer: LogWriter): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    const print = (...values: unknown[]) => writer.line(level, format(...values));
    Object.assign(globalThis.console, { [method]: print });
  }
  const write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    writer.raw(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const written = rest.find((argument) => typeof argument === 'function');
    if (written) queueMicrotask(written as () => void);
    return true;
  };
  Object.assign(process.stdout, { write });
  Object.assign(process.stderr, { write });
}
