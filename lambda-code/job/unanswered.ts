import { isPassing } from './failures.ts';
import type { Job } from './job.ts';
import type { Token } from './token.ts';

/** How long AWS may have no time for a job before that fails, in milliseconds: what is throttled or unwell passes in minutes. */
const PATIENCE = 600_000;

/** The notes with which to do the job again where a call may succeed later; none where it may not, or did not for long. */
export function unansweredNotes(error: unknown, job: Job): Token['notes'] | undefined {
  if (!isPassing(error)) return undefined;
  const { attempt, notes } = job.token();
  const since = sinceIn(notes['unanswered'], attempt) ?? job.now();
  if (job.now() - since > PATIENCE) return undefined;
  return { ...notes, unanswered: `${String(since)} ${String(attempt + 1)}` };
}

/** Notes are handed on, so that one of an invocation before the last tells of trouble that is over. */
function sinceIn(note: string | undefined, attempt: number): number | undefined {
  const [since, writtenFor] = (note ?? '').split(' ').map(Number);
  return writtenFor === attempt ? since : undefined;
}
