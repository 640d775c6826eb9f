import type { LabEvent } from '../../events.ts';
import { drawNotebooks, notebooksAfter, type RunningNotebooks } from './running-notebook.ts';
import { drawRelease, releaseAfter, type RunningRelease } from './running-release.ts';
import { afterEvent as stacksAfter, type RunningStacks } from './running-stacks.ts';
import { aheadAfter, type StacksAhead } from './stacks-ahead.ts';
import { drawStacks } from './stacks-block.ts';
import type { BlockStyle } from './style.ts';

/** What is in progress: stacks, an execution of the pipeline, or operations on notebooks. */
export interface Running {
  readonly stacks: RunningStacks;
  /** The stacks of the plan that is carried out; absent where there is none. */
  readonly ahead: StacksAhead | undefined;
  readonly release: RunningRelease | undefined;
  readonly notebooks: RunningNotebooks;
}

export const NOTHING_RUNNING: Running = {
  stacks: new Map(),
  ahead: undefined,
  release: undefined,
  notebooks: new Map(),
};

export function afterEvent({ stacks, ahead, release, notebooks }: Running, event: LabEvent, now: number): Running {
  if (event.type === 'result') return NOTHING_RUNNING;
  return {
    stacks: stacksAfter(stacks, event, now),
    ahead: aheadAfter(ahead, event, now),
    release: releaseAfter(release, event, now),
    notebooks: notebooksAfter(notebooks, event, now),
  };
}

/** A plan that is carried out goes on between its stacks, and until its result. */
export function isIdle({ stacks, ahead, release, notebooks }: Running): boolean {
  return stacks.size === 0 && ahead?.since === undefined && release === undefined && notebooks.size === 0;
}

export function drawRunning(running: Running, now: number, width: number, style: BlockStyle): string {
  const { release, notebooks } = running;
  if (notebooks.size > 0) return drawNotebooks(notebooks, now, width);
  return release ? drawRelease(release, now, width, style) : drawStacks(running, now, width, style);
}
