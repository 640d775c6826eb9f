import type { LabEvent } from '../../events.ts';
import type { Paint } from '../text/paint.ts';
import { drawNotebooks, notebooksAfter, type RunningNotebooks } from './running-notebook.ts';
import { drawRelease, releaseAfter, type RunningRelease } from './running-release.ts';
import { drawRunning as drawStacks, afterEvent as stacksAfter, type RunningStacks } from './running-stacks.ts';

/** What is in progress: stacks, an execution of the pipeline, or operations on notebooks. */
export interface Running {
  readonly stacks: RunningStacks;
  readonly release: RunningRelease | undefined;
  readonly notebooks: RunningNotebooks;
}

export const NOTHING_RUNNING: Running = { stacks: new Map(), release: undefined, notebooks: new Map() };

export function afterEvent({ stacks, release, notebooks }: Running, event: LabEvent, now: number): Running {
  if (event.type === 'result') return NOTHING_RUNNING;
  return {
    stacks: stacksAfter(stacks, event, now),
    release: releaseAfter(release, event, now),
    notebooks: notebooksAfter(notebooks, event, now),
  };
}

export function isIdle({ stacks, release, notebooks }: Running): boolean {
  return stacks.size === 0 && release === undefined && notebooks.size === 0;
}

export function drawRunning(running: Running, now: number, width: number, paint: Paint): string {
  const { stacks, release, notebooks } = running;
  if (notebooks.size > 0) return drawNotebooks(notebooks, now, width);
  return release ? drawRelease(release, now, width, paint) : drawStacks(stacks, now, width, paint);
}
