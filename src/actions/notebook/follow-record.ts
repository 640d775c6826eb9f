import type { NotebookOperation } from '../../events.ts';
import type { CatalogRecord, Notebooks } from '../../ports/notebooks.ts';
import type { ActionContext } from '../context.ts';
import { look, PAUSE } from '../follow/look.ts';

/** Reports an operation on a notebook from its beginning to its end. */
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

/** Makes a request to Service Catalog, or attaches to one, and follows its record to the end. */
export function followRecord(
  context: ActionContext,
  notebooks: Notebooks,
  about: { readonly operation: NotebookOperation; readonly name: string },
  begin: () => Promise<string>,
): Promise<CatalogRecord> {
  const { clock } = context;
  const toTheEnd = async () => {
    const id = await begin();
    for (;;) {
      await clock.sleep(PAUSE);
      const record = await look(clock, () => notebooks.record(id));
      if (record.state !== 'busy') return record;
    }
  };
  return reported(context, about, toTheEnd, ({ state }) => state === 'succeeded');
}
