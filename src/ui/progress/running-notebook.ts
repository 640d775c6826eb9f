import type { LabEvent, NotebookOperation } from '../../events.ts';
import { cut } from '../text/layout.ts';
import { elapsed } from '../../lab/quantities.ts';
import { NOTEBOOK_OPERATIONS } from './notebook.ts';

/** An operation in progress on a notebook. */
interface RunningNotebook {
  readonly operation: NotebookOperation;
  /** Milliseconds. */
  readonly since: number;
}

/** By the notebooks' names. */
export type RunningNotebooks = ReadonlyMap<string, RunningNotebook>;

export function notebooksAfter(notebooks: RunningNotebooks, event: LabEvent, now: number): RunningNotebooks {
  if (event.type === 'notebook-started') {
    return new Map([...notebooks, [event.name, { operation: event.operation, since: now }]]);
  }
  if (event.type !== 'notebook-finished') return notebooks;
  return new Map([...notebooks].filter(([name]) => name !== event.name));
}

/** The line beside the spinner. */
export function drawNotebooks(notebooks: RunningNotebooks, now: number, width: number): string {
  const [first, ...others] = notebooks;
  if (!first) return '';
  const [name, { operation, since }] = first;
  const more = others.length === 0 ? '' : `, and ${String(others.length)} more`;
  return cut(`${name}: ${NOTEBOOK_OPERATIONS[operation].going}, ${elapsed(since, now)}${more}`, width - 2);
}
