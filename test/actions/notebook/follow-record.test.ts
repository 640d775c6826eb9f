import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { followRecord } from '../../../src/actions/notebook/follow-record.ts';
import type { LabEvent } from '../../../src/events.ts';
import type { CatalogRecord } from '../../../src/ports/notebooks.ts';

const MINUTE = 60_000;

/** Service Catalog with one request, which ends after so many minutes, and the time that passes while it is followed. */
function request(minutes: number) {
  let now = 0;
  const events: LabEvent[] = [];
  const clock = { now: () => now, sleep: (milliseconds: number) => Promise.resolve(void (now += milliseconds)) };
  const context = { clock, ui: { emit: (event: LabEvent) => void events.push(event) } } as unknown as ActionContext;
  const record = (id: string): Promise<CatalogRecord> =>
    Promise.resolve({ id, kind: 'termination', state: now < minutes * MINUTE ? 'busy' : 'succeeded', errors: [] });
  const about = { operation: 'terminate', name: 'mine' } as const;
  const follow = () => followRecord(context, { record }, about, () => Promise.resolve('rec-1'));
  return { events, follow, minutes: () => now / MINUTE };
}

describe('a request to Service Catalog', () => {
  it.each([0, 10, 85])('is followed to its end, if that takes %i minutes', async (minutes) => {
    const { follow, events } = request(minutes);
    expect(await follow()).toMatchObject({ state: 'succeeded' });
    expect(events.at(-1)).toMatchObject({ type: 'notebook-finished', outcome: 'succeeded' });
  });

  it('is not waited for without end, and its record is named', async () => {
    const { follow, events, minutes } = request(Infinity);
    await expect(follow()).rejects.toMatchObject({
      code: 'record-stuck',
      exitCode: 1,
      message: 'the termination of mine (record rec-1) is not over after 90 minutes',
      hints: [{ command: 'again' }],
    });
    expect(minutes()).toBe(90);
    expect(events.at(-1)).toMatchObject({ type: 'notebook-finished', outcome: 'failed' });
  });
});
