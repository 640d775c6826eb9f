import type { FunctionError } from './protocol.ts';

/** Where code lies on AWS, and what thus stands in its stack traces. */
const TASK_ROOT = '/var/task';

const RUNTIME_ROOT = new URL('.', import.meta.url).href;

/** What was thrown, as Lambda answers it. */
export function functionError(thrown: unknown, root: string): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return {
    errorType: thrown.name,
    errorMessage: thrown.message,
    trace: ownFrames(thrown.stack ?? '').map((line) => line.replaceAll(root, TASK_ROOT)),
  };
}

/** The stack down to where this runtime called the code. */
function ownFrames(stack: string): string[] {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => line.includes(RUNTIME_ROOT));
  return first < 0 ? lines : lines.slice(0, first);
}

/** The same as Lambda logs it: with the error's own properties, and another name for the trace. */
export function loggedError(thrown: unknown, root: string): string {
  const { trace, ...error } = functionError(thrown, root);
  const own = thrown instanceof Error ? Object.fromEntries(Object.entries(thrown)) : {};
  try {
    return JSON.stringify({ ...error, ...own, stack: trace });
  } catch {
    return JSON.stringify({ ...error, stack: trace });
  }
}
