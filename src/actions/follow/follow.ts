import type { AwaitedApproval } from '../../events.ts';
import type { ActionRun, Execution, Pipeline } from '../../ports/pipeline.ts';
import type { ActionContext } from '../context.ts';
import { consoleOf } from './console.ts';
import { approvalOf, awaitedApproval, nameOf } from './awaited.ts';
import { isOver, look, PAUSE } from './look.ts';
import { releaseReport } from './report.ts';
import { newsOf, reportedOf } from './tell.ts';

/** An execution at its end, or at an approval that nobody can give here. */
export interface Followed {
  readonly execution: Execution;
  readonly runs: readonly ActionRun[];
  /** The execution that superseded it. */
  readonly successor?: Execution;
  /** Its own, or that of an execution before it. */
  readonly awaits?: AwaitedApproval;
}

/** Follows an execution stage by stage and reports what happens in it. */
export async function followExecution(
  context: ActionContext,
  pipeline: Pipeline,
  execution: Execution,
  stages: readonly string[],
): Promise<Followed> {
  const { ui, clock } = context;
  const { id, version, started } = execution;
  const about = { pipeline: pipeline.name, executionId: id, ...(version && { version }), stages };
  ui.emit({
    type: 'execution-started',
    ...about,
    ...consoleOf(context, pipeline.name, id),
    began: new Date(started).toISOString(),
  });
  const followed = await toTheEnd(context, pipeline, execution);
  const { outcome } = releaseReport(pipeline.name, followed.execution, followed.runs);
  const seconds = (clock.now() - execution.started) / 1000;
  if (outcome !== 'waiting') {
    ui.emit({ type: 'execution-finished', pipeline: pipeline.name, executionId: id, outcome, seconds });
  }
  return followed;
}

/** Polls, with a pause before each look. The runs are read once more after the end, so that none is missed. */
async function toTheEnd(context: ActionContext, pipeline: Pipeline, begun: Execution): Promise<Followed> {
  const { ui, clock, alone } = context;
  let runs: readonly ActionRun[] = [];
  let execution = begun;
  let awaits: AwaitedApproval | undefined;
  let isAsked = false;
  for (;;) {
    await clock.sleep(PAUSE);
    const latest = await look(clock, () => pipeline.runsOf(begun.id));
    newsOf(context, execution, reportedOf(runs), latest).forEach((event) => ui.emit(event));
    runs = latest;
    if (awaits) return { execution, runs, awaits };
    if (isOver(execution)) return { execution, runs, ...(await successorOf(execution, context, pipeline)) };
    const busy = runs.filter(({ status }) => status === 'InProgress');
    const asking = alone ? busy.find(({ isApproval }) => isApproval) : undefined;
    // An approval can be answered a moment after its action has begun.
    if (asking && isAsked) return { execution, runs, awaits: approvalOf(asking, execution, runs) };
    isAsked = asking !== undefined;
    if (busy.length > 0) continue;
    await clock.sleep(PAUSE);
    const executions = await look(clock, () => pipeline.executions());
    execution = executions.find(({ id }) => id === begun.id) ?? execution;
    if (alone) awaits = await approvalBefore(execution, context, pipeline);
  }
}

/** The approval of another execution that has to be answered before this one can continue. */
async function approvalBefore(
  { id }: Execution,
  { ui, clock }: ActionContext,
  pipeline: Pipeline,
): Promise<AwaitedApproval | undefined> {
  const waiting = await look(clock, () => pipeline.waitingApproval());
  if (!waiting?.behind.includes(id)) return undefined;
  const approval = await look(clock, () => awaitedApproval(waiting, pipeline));
  const message = `execution ${id} waits until the approval of ${nameOf(approval)} is answered`;
  ui.emit({ type: 'notice', level: 'info', message });
  return approval;
}

/** The execution that started next after a superseded one; CodePipeline lists the newest first. */
async function successorOf(
  { status, id }: Execution,
  { clock }: ActionContext,
  pipeline: Pipeline,
): Promise<Pick<Followed, 'successor'>> {
  if (status !== 'Superseded') return {};
  const executions = await look(clock, () => pipeline.executions());
  const successor = executions[executions.findIndex((each) => each.id === id) - 1];
  return successor ? { successor } : {};
}
