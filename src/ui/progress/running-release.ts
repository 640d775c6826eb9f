import type { ActionReference, LabEvent } from '../../events.ts';
import { cut, fitting, table } from '../text/layout.ts';
import { USUAL_RELEASE } from '../../lab/usual-times.ts';
import type { BlockStyle } from './style.ts';
import { duration, elapsed } from '../../lab/quantities.ts';

/** An execution of the pipeline in progress; each event replaces the value. */
export interface RunningRelease {
  readonly executionId: string;
  /** Its page in the console; absent in a rehearsal. */
  readonly console?: string;
  /** Milliseconds. */
  readonly since: number;
  /** All of the pipeline, in their order. */
  readonly stages: readonly string[];
  /** The last one that has begun. */
  readonly stage?: string;
  readonly submission?: string;
  readonly actions: readonly RunningAction[];
}

interface RunningAction extends ActionReference {
  readonly since: number;
  readonly waitsForApproval: boolean;
}

export function releaseAfter(
  release: RunningRelease | undefined,
  event: LabEvent,
  now: number,
): RunningRelease | undefined {
  if (event.type === 'execution-started') {
    const { executionId, began, stages, console } = event;
    return { executionId, ...(console && { console }), since: Math.min(now, Date.parse(began)), stages, actions: [] };
  }
  if (event.type === 'execution-finished') return undefined;
  return release && withAction(release, event, now);
}

/** The block below the spinner: a heading, then a line for each action. */
export function drawRelease(
  { executionId, console, submission, since, actions, stages, stage }: RunningRelease,
  now: number,
  width: number,
  { paint, linked }: BlockStyle,
): string {
  const usually = `usually about ${duration(USUAL_RELEASE)}`;
  const heading = fitting([`release of ${submission ?? executionId}`, elapsed(since, now), usually], width - 2);
  const rows = actions.map(({ stage, action, since: begun, waitsForApproval }) => [
    stage,
    { text: action, paint: paint.strong },
    { text: elapsed(begun, now), paint: paint.accent },
    { text: waitsForApproval ? 'waits for an approval' : '', paint: paint.faint },
  ]);
  const waiting = [[{ text: 'waits for its turn', paint: paint.faint }]];
  const ahead = stages.slice(stages.indexOf(stage ?? '') + 1);
  const then = ahead.length === 0 ? [] : [paint.faint(cut(`  then ${ahead.join(', ')}`, width))];
  return [
    console ? linked(heading, console) : heading,
    ...table(rows.length > 0 ? rows : waiting, width),
    ...then,
  ].join('\n');
}

function withAction(release: RunningRelease, event: LabEvent, now: number): RunningRelease {
  const { actions } = release;
  switch (event.type) {
    case 'action-started':
      return {
        ...release,
        stage: event.stage,
        actions: [...actions, { ...event, since: Math.min(now, Date.parse(event.began)), waitsForApproval: false }],
      };
    case 'approval-waiting':
      return {
        ...release,
        actions: actions.map((each) => (isSame(each, event) ? { ...each, waitsForApproval: true } : each)),
      };
    case 'action-finished': {
      const submission = event.outputs.Submission ?? release.submission;
      return { ...release, ...(submission && { submission }), actions: actions.filter((each) => !isSame(each, event)) };
    }
    default:
      return release;
  }
}

function isSame(one: ActionReference, other: ActionReference): boolean {
  return one.stage === other.stage && one.action === other.action;
}
