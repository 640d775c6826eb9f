import type { LabEvent } from '../../events.ts';
import type { Paint } from '../text/paint.ts';
import { drawNotebook, notebookAfter, type RunningNotebook } from './running-notebook.ts';
import { drawRelease, releaseAfter, type RunningRelease } from './running-release.ts';
import { drawRunning as drawStacks, afterEvent as stacksAfter, type RunningStacks } from './running-stacks.ts';

/** What is in progress: stacks, an execution of the pipeline, or an operation on a notebook. */
export interface Running {
  readonly stacks: RunningStacks;
  readonly release: RunningRelease | undefined;
  readonly notebook: RunningNotebook | undefined;
}

export const NOTHING_RUNNING: Running = { stacks: new Map(), release: undefined, notebook: undefined };

export function afterEvent({ stacks, release, notebook }: Running, event: LabEvent, now: number): Running {
  if (event.type === 'result') return NOTHING_RUNNING;
  return {
    stacks: stacksAfter(stacks, event, now),
    release: releaseAfter(release, event, now),
    notebook: notebookAfter(notebook, event, now),
  };
}

export function isIdle({ stacks, release, notebook }: Running): boolean {
  return stacks.size === 0 && release === undefined && notebook === undefined;
}

export function drawRunning(running: Running, now: number, width: number, paint: Paint): string {
  const { stacks, release, notebook } = running;
  if (notebook) return drawNotebook(notebook, now, width);
  return release ? drawRelease(release, now, width, paint) : drawStacks(stacks, now, width, paint);
}
