import type { LabEvent } from '../events.ts';
import type { Paint } from './paint.ts';
import { drawRelease, releaseAfter, type RunningRelease } from './running-release.ts';
import { drawRunning as drawStacks, afterEvent as stacksAfter, type RunningStacks } from './running-stacks.ts';

/** What is under way: stacks, or an execution of the pipeline. */
export interface Running {
  readonly stacks: RunningStacks;
  readonly release: RunningRelease | undefined;
}

export const NOTHING_RUNNING: Running = { stacks: new Map(), release: undefined };

export function afterEvent({ stacks, release }: Running, event: LabEvent, now: number): Running {
  if (event.type === 'result') return NOTHING_RUNNING;
  return { stacks: stacksAfter(stacks, event, now), release: releaseAfter(release, event, now) };
}

export function isIdle({ stacks, release }: Running): boolean {
  return stacks.size === 0 && release === undefined;
}

export function drawRunning({ stacks, release }: Running, now: number, width: number, paint: Paint): string {
  return release ? drawRelease(release, now, width, paint) : drawStacks(stacks, now, width, paint);
}
