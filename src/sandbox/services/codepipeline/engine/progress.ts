import { mayEnter, enter, arrive } from './entry.ts';
import { conclude, concludeStage, stageRunOf } from './conclude.ts';
import { carryOut } from './perform.ts';
import { begin } from './runs.ts';
import { type ExecutionScope, inProgress, presentStage, runScope } from './scope.ts';
import { type Action, isUnderWay } from '../state.ts';

/** When something happens to the execution by itself. */
export function dueOf(scope: ExecutionScope): number | undefined {
  const { execution, cloud } = scope;
  if (!isUnderWay(execution)) return undefined;
  if (!execution.inside) return mayEnter(scope) ? cloud.world.now : undefined;
  const appointments = inProgress(execution).map(({ next }) => next.at);
  return appointments.length === 0 ? execution.nextAt : Math.min(...appointments);
}

/** Does the next thing of an execution; what comes after it is found in the state alone. */
export function step(scope: ExecutionScope): void {
  const { execution, cloud } = scope;
  if (!execution.inside) return enter(scope);
  const running = inProgress(execution);
  if (running.length === 0) return proceed(scope);
  const due = running.find(({ next }) => next.at <= cloud.world.now);
  if (due) carryOut(runScope(scope, due));
}

/** Goes on when none of the stage's actions is in progress any more. */
function proceed(scope: ExecutionScope): void {
  const { execution, pipeline } = scope;
  if (execution.status === 'Stopping') return conclude(scope, 'Stopped');
  if (stageRunOf(scope).undone.length > 0) return conclude(scope, 'Failed');
  if (execution.version !== pipeline.version) return conclude(scope, 'Cancelled');
  const next = nextActions(scope);
  if (next.length > 0) return next.forEach((action) => begin(scope, action));
  return leave(scope);
}

/** Those of the lowest run order that have not succeeded; they run side by side. */
function nextActions(scope: ExecutionScope): Action[] {
  const { done } = stageRunOf(scope);
  const left = presentStage(scope).actions.filter(({ name }) => !done.includes(name));
  const order = Math.min(...left.map(({ runOrder }) => runOrder));
  return left.filter(({ runOrder }) => runOrder === order);
}

function leave(scope: ExecutionScope): void {
  const { execution, structure } = scope;
  const isLast = execution.stage === structure.stages.length - 1 || execution.rollbackTo !== undefined;
  if (isLast) return conclude(scope, 'Succeeded');
  concludeStage(scope, 'Succeeded');
  return arrive(scope, execution.stage + 1);
}
