import type { Variables } from '../../ports/variables.ts';
import { LabError } from '../../errors.ts';
import type { ErrorReport, NextStep } from '../../events.ts';
import type { Step } from '../../steps.ts';
import { legible } from '../../lab/redact.ts';

type ShowSteps = (steps: readonly Step[]) => NextStep[];

type Description = Pick<LabError, 'code' | 'message' | 'hints'>;

/**
 * The report of an error. An error that neither the lab nor the operating system raised is a bug, and reported as one.
 */
export function describeError(error: unknown, env: Variables, show: ShowSteps): ErrorReport {
  const details = env.MLOPS_LAB_DEBUG === '1' && error instanceof Error ? error.stack : undefined;
  const { code, message, hints } = described(error);
  return {
    code,
    message: legible(message),
    hints: show(hints.map((hint) => ({ ...hint, say: legible(hint.say) }))),
    ...(details && { details }),
  };
}

function described(error: unknown): Description {
  if (error instanceof LabError) return error;
  if (isOfSystem(error)) return ofSystem(error);
  return { code: 'internal-error', message: messageOf(error), hints: BUG };
}

const BUG: readonly Step[] = [
  {
    say: 'this is a bug of mlops-lab; what was begun in the cloud is safe, and the same command finishes it',
    command: 'again',
  },
  { say: 'please report it with what the command prints under MLOPS_LAB_DEBUG=1' },
];

/** Errors of the operating system: a full disk, too many open files, an unreadable folder. */
function isOfSystem(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isOfSystem);
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}

function ofSystem(error: unknown): Description {
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') return WITHOUT_FOLDER;
  const say = 'see that the disk has room, that files may be read and written, and that the network is there';
  return { code: 'system-error', message: `the system refused: ${messageOf(error)}`, hints: [{ say }] };
}

const WITHOUT_FOLDER: Description = {
  code: 'no-working-folder',
  message: 'the working folder no longer exists, or may not be entered',
  hints: [{ say: 'change into a folder that is there, and run the same command again', command: 'again' }],
};

/** Node's AggregateErrors, of connections for example, have no message of their own. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && !error.message) return error.errors.map(messageOf).join('; ');
  return error.message ? `${error.name}: ${error.message}` : error.name;
}
