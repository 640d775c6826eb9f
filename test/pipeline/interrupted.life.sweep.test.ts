import { describe, expect, it } from 'vitest';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { continued, deployedLab, saved, type SavedWorld } from '../support/lab-in-place.ts';
import type { Rehearsal } from '../support/rehearsal.ts';
import {
  begin,
  configurationOf,
  configurations,
  packages,
  predictions,
  QUICK,
  releasedLab,
  submission,
} from './releases.ts';

class Killed extends Error {}

/** The lab as a process sees it that ends after so many pauses. */
function mortal(lab: Rehearsal, pauses: number): Rehearsal {
  const { clock } = lab.context;
  let left = pauses;
  const sleep: Clock['sleep'] = async (milliseconds, signal) => {
    await clock.sleep(milliseconds, signal);
    left -= 1;
    if (left < 0) throw new Killed();
  };
  return { ...lab, context: { ...lab.context, clock: { now: () => clock.now(), sleep } } };
}

/** What a process comes to, or nothing where it was killed before. */
function lived(process: Promise<Outcome>): Promise<Outcome | undefined> {
  return process.catch((error: unknown) => {
    if (error instanceof Killed) return undefined;
    throw error;
  });
}

/** Watches a release in one process after another, each of which finds what the last one saved. */
async function livedThrough(world: SavedWorld, pauses: number) {
  let lab = await continued(world);
  begin(lab, submission(lab, QUICK));
  for (let lives = 1; lives < 100; lives += 1) {
    const result = await lived(watchPipeline(mortal(lab, pauses).context, undefined));
    if (result) return { lab, result, lives };
    lab = await continued(saved(lab));
  }
  throw new Error('the release does not end');
}

function standing(lab: Rehearsal) {
  return {
    predictions: [predictions(lab, 'nonprod'), predictions(lab, 'production')],
    serving: [configurationOf(lab, 'nonprod'), configurationOf(lab, 'production')],
    configurations: configurations(lab),
    packages: packages(lab),
    inventory: lab.inventory(),
  };
}

describe('a release whose process is killed again and again', () => {
  it('ends as one that is left alone', async () => {
    const calm = await continued(await releasedLab());
    const { lab, result, lives } = await livedThrough(await deployedLab(), 20);
    expect(lives).toBeGreaterThan(3);
    expect(result.release?.outcome).toBe('released');
    expect(standing(lab)).toEqual(standing(calm));
  });
});
