import { LabError } from '../../errors.ts';
import type { NotebookOperation } from '../../events.ts';
import type { CatalogRecord, KeptNotebooks } from '../../ports/notebooks.ts';
import type { ActionContext } from '../context.ts';
import { look, PAUSE } from '../follow/look.ts';

/** Reports an operation on a notebook from start to end. */
export async function reported<T>(
  { ui, clock }: ActionContext,
  { operation, name }: { readonly operation: NotebookOperation; readonly name: string },
  work: () => Promise<T>,
  isGood: (end: T) => boolean = () => true,
): Promise<T> {
  const started = clock.now();
  const finished = (outcome: 'succeeded' | 'failed') =>
    ui.emit({ type: 'notebook-finished', operation, name, outcome, seconds: (clock.now() - started) / 1000 });
  ui.emit({ type: 'notebook-started', operation, name });
  try {
    const end = await work();
    finished(isGood(end) ? 'succeeded' : 'failed');
    return end;
  } catch (error) {
    finished('failed');
    throw error;
  }
}

/** CloudFormation usually gives up on a notebook's stack earlier. */
const PATIENCE_MINUTES = 90;

/** Sends a request to Service Catalog, or attaches to one, and follows its record to the end. */
export function followRecord(
  context: ActionContext,
  notebooks: Records,
  about: { readonly operation: NotebookOperation; readonly name: string },
  begin: () => Promise<string>,
): Promise<CatalogRecord> {
  const toTheEnd = async () => endOfRecord(context, notebooks, about.name, await begin());
  return reported(context, about, toTheEnd, ({ state }) => state === 'succeeded');
}

type Records = Pick<KeptNotebooks, 'record'>;

export async function endOfRecord(
  { clock }: Pick<ActionContext, 'clock'>,
  notebooks: Records,
  name: string,
  id: string,
): Promise<CatalogRecord> {
  const until = clock.now() + PATIENCE_MINUTES * 60_000;
  for (;;) {
    await clock.sleep(PAUSE);
    const record = await look(clock, () => notebooks.record(id));
    if (record.state !== 'busy') return record;
    if (clock.now() >= until) throw endless(name, record);
  }
}

function endless(name: string, { kind, id }: CatalogRecord): LabError {
  return new LabError({
    code: 'record-stuck',
    message: `the ${kind} of ${name} (record ${id}) is not over after ${PATIENCE_MINUTES} minutes`,
    hint: {
      say: 'it goes on, and the events of its stack in CloudFormation tell what it waits for; run the same command again later, which attaches to it',
      command: 'again',
    },
  });
}
