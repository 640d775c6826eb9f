import type { ActionReference, LabEvent } from '../../events.ts';
import { cut, table } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import { elapsed } from '../../lab/quantities.ts';

/** An execution of the pipeline in progress; each event replaces the value. */
export interface RunningRelease {
  readonly executionId: string;
  /** Milliseconds. */
  readonly since: number;
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
  if (event.type === 'execution-started') return { executionId: event.executionId, since: now, actions: [] };
  if (event.type === 'execution-finished') return undefined;
  return release && withAction(release, event, now);
}

/** The block below the spinner: a heading, then a line for each action. */
export function drawRelease(
  { executionId, submission, since, actions }: RunningRelease,
  now: number,
  width: number,
  paint: Paint,
): string {
  const heading = `release of ${submission ?? executionId}, ${elapsed(since, now)}`;
  const rows = actions.map(({ stage, action, since: begun, waitsForApproval }) => [
    stage,
    { text: action, paint: paint.strong },
    { text: elapsed(begun, now), paint: paint.accent },
    { text: waitsForApproval ? 'waits for an approval' : '', paint: paint.faint },
  ]);
  const waiting = [[{ text: 'waits for its turn', paint: paint.faint }]];
  return [cut(heading, width - 2), ...table(rows.length > 0 ? rows : waiting, width)].join('\n');
}

function withAction(release: RunningRelease, event: LabEvent, now: number): RunningRelease {
  const { actions } = release;
  switch (event.type) {
    case 'action-started':
      return { ...release, actions: [...actions, { ...event, since: now, waitsForApproval: false }] };
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
