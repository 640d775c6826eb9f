import type { Line } from './events/line.ts';
import type { NotebookFinishedEvent, NotebookStartedEvent } from './events/notebooks.ts';
import type { PlanEvent, TeardownPlanEvent } from './events/plans.ts';
import type * as releases from './events/releases.ts';
import type { LabFinishedEvent, ResultEvent, ResultLine } from './events/result.ts';
import type * as run from './events/run.ts';
import type * as stacks from './events/stacks.ts';

export type * from './events/courses.ts';
export type * from './events/leftovers.ts';
export type * from './events/notebooks.ts';
export type * from './events/people.ts';
export type * from './events/plans.ts';
export type * from './events/releases.ts';
export type * from './events/result.ts';
export type * from './events/run.ts';
export type * from './events/stacks.ts';
export type * from './events/step.ts';
export { UNLISTED } from './events/leftovers.ts';
export { SCHEMA_VERSION } from './events/run.ts';

/**
 * A line on stdout with `--output json`. This is a contract with other programs: `docs/events.md` says what it promises, and
 * is made of these types, as is `docs/events.schema.json`.
 *
 * @discriminator type
 */
export type EventLine =
  | run.StartEvent
  | run.NoticeEvent
  | run.AccountEvent
  | PlanEvent
  | TeardownPlanEvent
  | stacks.AssetEvent
  | stacks.StackStartedEvent
  | stacks.ResourceEvent
  | stacks.StackFinishedEvent
  | stacks.BucketEmptiedEvent
  | stacks.DeletedEvent
  | NotebookStartedEvent
  | NotebookFinishedEvent
  | releases.SubmissionEvent
  | releases.ExecutionStartedEvent
  | releases.ActionStartedEvent
  | releases.ActionFinishedEvent
  | releases.ApprovalWaitingEvent
  | releases.ExecutionFinishedEvent
  | run.LabsEvent
  | run.LabStartedEvent
  | LabFinishedEvent
  | run.SecretEvent
  | ResultLine;

/** Everything that can be reported while a command runs. When that was, and what run it is, is added where it is written. */
export type LabEvent = Reported<Exclude<EventLine, run.SecretEvent>>;

type Reported<Event extends EventLine> = Event extends ResultLine
  ? Pick<Line, 'lab'> & { readonly type: 'result' } & ResultEvent & Partial<run.RunHeader>
  : Event extends stacks.ResourceEvent
    ? Event
    : Omit<Event, 'time'>;
