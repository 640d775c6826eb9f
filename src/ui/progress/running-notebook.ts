import type { LabEvent, NotebookOperation } from '../../events.ts';
import { cut } from '../text/layout.ts';
import { elapsed } from '../text/quantities.ts';
import { NOTEBOOK_OPERATIONS } from './notebook.ts';

/** An operation in progress on a notebook. */
export interface RunningNotebook {
  readonly operation: NotebookOperation;
  readonly name: string;
  /** Milliseconds. */
  readonly since: number;
}

export function notebookAfter(
  notebook: RunningNotebook | undefined,
  event: LabEvent,
  now: number,
): RunningNotebook | undefined {
  if (event.type === 'notebook-finished') return undefined;
  return event.type === 'notebook-started' ? { operation: event.operation, name: event.name, since: now } : notebook;
}

/** The line beside the spinner. */
export function drawNotebook({ operation, name, since }: RunningNotebook, now: number, width: number): string {
  return cut(`${name}: ${NOTEBOOK_OPERATIONS[operation].going}, ${elapsed(since, now)}`, width - 2);
}
