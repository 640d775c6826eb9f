import { EXIT, LabError } from '../../errors.ts';
import type { LabSummary } from '../../events.ts';
import type { Step } from '../../steps.ts';
import type { Outcome } from '../outcome.ts';

const MEND: Step = {
  say: 'mend what the labs name and run the same command again; what is done already stays as it is',
  command: 'again',
};

/** How a command ended as a whole, from how it ended in each lab. */
export function classOutcome(command: string, labs: readonly LabSummary[], hint: Step = MEND): Outcome {
  const failed = labs.filter(({ status }) => status === 'failed' || status === 'interrupted');
  if (failed.length > 0) return { command, status: 'failed', labs, error: failure(labs.length, failed, hint) };
  if (labs.some(({ status }) => status === 'declined')) return { command, status: 'declined', labs };
  return { command, status: labs.every(({ status }) => status === 'unchanged') ? 'unchanged' : 'succeeded', labs };
}

function failure(all: number, failed: readonly LabSummary[], hint: Step): LabError {
  const names = failed.map(({ lab }) => lab);
  const left = failed.filter(({ exitCode }) => exitCode === EXIT.leftovers);
  const of = `${String(failed.length)} of ${String(all)} labs`;
  const message = `${of} failed: ${names.join(', ')}`;
  if (left.length === 0) return new LabError({ code: 'labs-failed', message, hint });
  const remains = `something is left of ${left.length === failed.length ? 'them' : left.map(({ lab }) => lab).join(', ')}`;
  return new LabError({ code: 'labs-left', message: `${message}; ${remains}`, hint });
}
