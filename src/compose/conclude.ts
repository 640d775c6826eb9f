import { EXIT, type ExitCode } from '../errors.ts';
import type { ErrorReport, ResultEvent } from '../events.ts';
import { type Beginning, withHeader } from './header.ts';
import type { Io } from './io.ts';
import { appendStepSummary } from './step-summary.ts';
import type { Ui } from '../ports/ui.ts';
import { createUi } from '../ui/index.ts';
import { failureOf } from '../ui/stream-failures.ts';

export interface Conclusion {
  readonly result: ResultEvent;
  readonly exitCode: ExitCode;
  readonly output: 'text' | 'json';
  readonly beginning: Beginning;
}

/** Reports how a run ended. If stdout cannot be written, the result goes to stderr, so that no run ends without one. */
export async function conclude(ui: Ui, io: Io, conclusion: Conclusion): Promise<ExitCode> {
  const { result, exitCode, output, beginning } = conclusion;
  beginning.tell();
  const ended = withHeader(result, beginning.header);
  const unwritable = await appendStepSummary(ended, io);
  if (unwritable !== undefined) ui.emit({ type: 'notice', level: 'warning', message: unwritable });
  ui.emit({ type: 'result', ...ended });
  ui.close();
  const failure = await failureOf(io.stdout);
  if (!failure) return exitCode;
  // Whoever closed the pipe has read enough; a program still gets its result.
  const isClosed = failure.code === 'EPIPE';
  if (!isClosed || output === 'json') {
    const instead = await createUi({ ...io, stdout: io.stderr, output, yes: true });
    instead.emit({ type: 'result', ...(isClosed ? ended : unwritten(ended, failure)) });
    instead.close();
  }
  return isClosed || exitCode !== EXIT.done ? exitCode : EXIT.failed;
}

function unwritten(result: ResultEvent, { message }: Error): ResultEvent {
  const { command, status, error } = result;
  const lost: ErrorReport = {
    code: 'output-failed',
    message: `the result of ${command} could not be written to stdout (${message}); it ended as ${status}`,
    hints: [{ say: 'make room where stdout goes, or send it elsewhere, and run the same command again' }],
  };
  return { ...result, status: 'failed', error: error ?? lost };
}
