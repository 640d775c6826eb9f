/** What is told of a job: never what it works with, since submissions, keys and messages about them are not for logs. */
export interface LogLine {
  readonly event: 'job-started' | 'job-ended';
  readonly function: string;
  readonly jobId: string;
  readonly executionId?: string | undefined;
  readonly outcome?: string;
  /** Where the code failed, if that was not foreseen. */
  readonly at?: readonly string[] | undefined;
}

export function log(line: LogLine): void {
  console.log(JSON.stringify(line));
}

/** Names and lines of an error's stack, without its message. */
export function frames(error: unknown): string[] | undefined {
  if (!(error instanceof Error) || !error.stack) return undefined;
  const lines = error.stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...lines.slice(0, 5).map((line) => line.trim())];
}
