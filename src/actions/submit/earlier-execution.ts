import type { Execution, Pipeline } from '../../ports/pipeline.ts';
import type { ActionContext } from '../context.ts';
import { isOver, look, PAUSE } from '../follow/look.ts';

/** How long executions may take to read their submissions, in milliseconds: many that wait in line read one by one. */
const PATIENCE = 3 * 60_000;

/**
 * The execution that has this summary and is under way, or was when the command was given, or whose model serves in
 * production: whoever was cut off from a release may come back after its end. Executions that were there at the first
 * look and do not say yet what they process are waited for.
 */
export async function earlierExecution(
  { clock }: ActionContext,
  pipeline: Pipeline,
  { summary, given }: { readonly summary: string; readonly given: number },
): Promise<Execution | undefined> {
  const until = clock.now() + PATIENCE;
  let unread: ReadonlySet<string> | undefined;
  for (;;) {
    const executions = await look(clock, () => pipeline.executions());
    const running = executions.filter((each) => !isOver(each) || each.changed > given);
    const found = [...running, ...serving(executions)].find((each) => each.summary === summary);
    if (found) return found;
    const nameless = running.filter(isUnread).map(({ id }) => id);
    unread ??= new Set(nameless);
    const awaited = unread;
    if (!nameless.some((id) => awaited.has(id)) || clock.now() >= until) return undefined;
    await clock.sleep(PAUSE);
  }
}

/** What was released last, with the newest first. */
function serving(executions: readonly Execution[]): Execution[] {
  return executions.filter(({ status }) => status === 'Succeeded').slice(0, 1);
}

function isUnread({ version, atCreation }: Execution): boolean {
  return version === undefined && !atCreation;
}
