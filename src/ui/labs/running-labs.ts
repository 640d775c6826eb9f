import type { LabEvent } from '../../events.ts';
import { count, elapsed } from '../../lab/quantities.ts';
import type { Paint } from '../text/paint.ts';
import { planLine, resultLine } from './lab-line.ts';

/** The labs of a run; each event replaces the value. */
export interface RunningLabs {
  readonly all: number;
  readonly begun: number;
  readonly ended: number;
  readonly failed: number;
  /** Milliseconds. */
  readonly since: number;
  readonly toldAt: number;
  /** What each lab would do, once it has shown that. */
  readonly plans: ReadonlyMap<string, string>;
}

interface Look {
  readonly now: number;
  readonly live: boolean;
  /** Whether somebody will be asked about the plans. */
  readonly asks: boolean;
  readonly paint: Paint;
}

/** How often a log hears of a run that goes on, in milliseconds. */
const PACE = 60_000;

export function beginning({ labs }: Extract<LabEvent, { type: 'labs' }>, now: number): RunningLabs {
  return { all: labs.length, begun: 0, ended: 0, failed: 0, since: now, toldAt: now, plans: new Map() };
}

export function isOver({ all, ended }: RunningLabs): boolean {
  return ended === all;
}

/** `12 of 100 labs done, 1 failed, 87 under way, 3m 10s`. */
export function labsLine({ all, begun, ended, failed, since }: RunningLabs, now: number): string {
  const parts = [
    `${String(ended - failed)} of ${count(all, 'lab')} done`,
    failed > 0 && `${String(failed)} failed`,
    begun > ended && `${String(begun - ended)} under way`,
    elapsed(since, now),
  ];
  return parts.filter(Boolean).join(', ');
}

/** The labs after an event about one of them, and the lines that stay of it. */
export function afterLabEvent(
  labs: RunningLabs,
  event: LabEvent,
  look: Look,
): { readonly labs: RunningLabs; readonly lines: readonly string[] } {
  const { now, live } = look;
  const after = counted(labs, event);
  const lines = linesOf(event, after, look);
  if (live || isOver(after) || now - labs.toldAt < PACE) return { labs: after, lines };
  return { labs: { ...after, toldAt: now }, lines: [...lines, `  ${labsLine(after, now)}`] };
}

function counted(labs: RunningLabs, event: LabEvent): RunningLabs {
  switch (event.type) {
    case 'lab-started':
      return { ...labs, begun: labs.begun + 1 };
    case 'lab-finished':
      return { ...labs, ended: labs.ended + 1, failed: labs.failed + (event.status === 'failed' ? 1 : 0) };
    case 'plan':
    case 'teardown-plan':
      return { ...labs, plans: new Map(labs.plans).set(event.lab ?? '', planLine(event)) };
    default:
      return labs;
  }
}

/** A log has a line for what failed and what somebody should know; the end has all. */
function linesOf(event: LabEvent, { plans }: RunningLabs, { live, asks, paint }: Look): string[] {
  const { lab = '' } = event;
  if (event.type === 'notice' && event.level === 'warning') return [`${paint.warning('!')} ${lab}: ${event.message}`];
  if (asks && (event.type === 'plan' || event.type === 'teardown-plan')) return [`  ${lab}: ${planLine(event)}`];
  // Whom an interruption cut off the end names together.
  if (event.type !== 'lab-finished' || event.status === 'interrupted') return [];
  // Its people stand in the table at the end.
  const isTold = event.people !== undefined && event.status !== 'failed';
  const isQuiet = isTold || (!live && event.status !== 'failed' && !event.dryRun);
  return isQuiet ? [] : [resultLine(event, event.dryRun ? plans.get(lab) : undefined, paint)];
}
