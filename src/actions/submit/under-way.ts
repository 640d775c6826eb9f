import type { Execution, Pipeline } from '../../ports/pipeline.ts';
import type { ActionContext } from '../context.ts';
import { isOver, look, PAUSE } from '../follow/look.ts';

/** How long executions may take to read their submissions, in milliseconds: many that wait in line read one by one. */
const PATIENCE = 3 * 60_000;

/**
 * The version that is in the pipeline under this summary, or was when the command was given. Executions that were there
 * at the first look and do not say yet what they process are waited for.
 */
export async function versionUnderWay(
  { clock }: ActionContext,
  pipeline: Pipeline,
  { summary, given }: { readonly summary: string; readonly given: number },
): Promise<string | undefined> {
  const until = clock.now() + PATIENCE;
  let unread: ReadonlySet<string> | undefined;
  for (;;) {
    const executions = await look(clock, () => pipeline.executions());
    const running = executions.filter((each) => !isOver(each) || each.changed > given);
    const found = running.find((each) => each.summary === summary);
    if (found) return found.version;
    const nameless = running.filter(isUnread).map(({ id }) => id);
    unread ??= new Set(nameless);
    const awaited = unread;
    if (!nameless.some((id) => awaited.has(id)) || clock.now() >= until) return undefined;
    await clock.sleep(PAUSE);
  }
}

function isUnread({ version, atCreation }: Execution): boolean {
  return version === undefined && !atCreation;
}
