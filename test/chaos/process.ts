import type { Outcome } from '../../src/actions/outcome.ts';
import type { InProcessHandler } from '../../src/sandbox/request-handler.ts';
import { continued, saved, type SavedWorld } from '../support/lab-in-place.ts';
import type { Rehearsal } from '../support/rehearsal.ts';
import type { Mishaps } from './mishaps.ts';

/** Far more requests than any command makes. */
const ENDLESS = 50_000;

/** How a process ended: with an outcome, with an error, or not by itself. */
export type End =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'error'; readonly error: Error }
  | { readonly kind: 'killed' }
  | { readonly kind: 'hung' };

export interface Lived {
  readonly end: End;
  readonly world: SavedWorld;
}

/** Runs a command on a saved world as a process of its own, and saves what it leaves. */
export async function live(
  world: SavedWorld,
  command: (lab: Rehearsal) => Promise<Outcome>,
  { faults, killedAfter = Infinity, isHeard }: Mishaps,
): Promise<Lived> {
  let stop: (end: End) => void = () => undefined;
  const stopped = new Promise<End>((resolve) => {
    stop = resolve;
  });
  const lab: Rehearsal = await continued(world, { faults, tamper: mortal(killedAfter, isHeard, (end) => stop(end)) });
  const ran = command(lab).then(
    (outcome): End => ({ kind: 'outcome', outcome }),
    (error: unknown): End => ({ kind: 'error', error: error instanceof Error ? error : new Error(String(error)) }),
  );
  const end = await Promise.race([stopped, ran]);
  return { end, world: saved(lab) };
}

/** After its death a process hears nothing any more, and nobody hears it. */
function mortal(killedAfter: number, isHeard: boolean, stop: (end: End) => void) {
  return (handler: InProcessHandler): InProcessHandler => {
    let requests = 0;
    return {
      ...handler,
      async handle(request) {
        requests += 1;
        if (requests > ENDLESS) stop({ kind: 'hung' });
        if (requests <= killedAfter) return handler.handle(request);
        if (requests === killedAfter + 1 && isHeard) await handler.handle(request).catch(() => undefined);
        stop({ kind: 'killed' });
        return new Promise<never>(() => undefined);
      },
    };
  };
}
