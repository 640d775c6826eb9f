import { LabError } from '../../errors.ts';
import type { ErrorReport } from '../../events.ts';
import { legible } from '../text/redact.ts';
import type { Environment } from '../streams.ts';

/** What the result tells of an error. What neither the lab nor the operating system says is a bug, and told as one. */
export function describeError(error: unknown, env: Environment): ErrorReport {
  const details = env.MLOPS_LAB_DEBUG === '1' && error instanceof Error ? error.stack : undefined;
  if (error instanceof LabError) return { ...ofLabError(error), ...(details && { details }) };
  if (isOfSystem(error)) return { ...ofSystem(error), ...(details && { details }) };
  return {
    code: 'internal-error',
    message: messageOf(error),
    hint:
      'this is a bug of mlops-lab; what was begun in the cloud is safe, and the same command finishes it. ' +
      'Please report it with what the command prints under MLOPS_LAB_DEBUG=1',
    ...(details && { details }),
  };
}

function ofLabError({ code, message, hint }: LabError): ErrorReport {
  return { code, message: legible(message), ...(hint && { hint: legible(hint) }) };
}

/** What the operating system refused: a full disk, too many open files, a folder that may not be read. */
function isOfSystem(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isOfSystem);
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}

function ofSystem(error: unknown): ErrorReport {
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') return WITHOUT_FOLDER;
  const hint = 'see that the disk has room, that files may be read and written, and that the network is there';
  return { code: 'system-error', message: `the system refused: ${messageOf(error)}`, hint };
}

const WITHOUT_FOLDER: ErrorReport = {
  code: 'no-working-folder',
  message: 'the working folder is not there any more, or may not be entered',
  hint: 'change into a folder that is there, and run the same command again',
};

/** Node's AggregateErrors, of connections for example, have no message of their own. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && !error.message) return error.errors.map(messageOf).join('; ');
  return error.message ? `${error.name}: ${error.message}` : error.name;
}
