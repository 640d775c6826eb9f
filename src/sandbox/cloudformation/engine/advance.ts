import type { Cloud } from '../../kernel/service.ts';
import { unwatched } from '../../kernel/state/watched.ts';
import { type CloudFormationState, type Stack, type StackOperation, STATE } from '../state.ts';
import { announceEvents } from './events.ts';
import type { StackScope } from './scope.ts';
import { step } from './step.ts';
import { firstReady, isInFlight } from './task/tasks.ts';
import { stacksUnderWay } from './operation/under-way.ts';

/** When the next thing happens to any stack or change set. */
export function nextDue(cloud: Cloud): number | undefined {
  let next = Infinity;
  for (const { value: state } of cloud.world.survey(STATE)) {
    if (state.unannounced > 0) return cloud.world.now;
    next = Math.min(next, ...stackTimes(state), ...changeSetTimes(state, cloud.world.now));
  }
  return next === Infinity ? undefined : next;
}

function stackTimes(state: CloudFormationState): number[] {
  return stacksUnderWay(state).flatMap(({ operation }) => (operation ? dueTimes(operation) : []));
}

/** A change set gets ready by the clock alone; whoever waits for it waits for this. */
function changeSetTimes({ changeSets }: CloudFormationState, now: number): number[] {
  return Object.values(changeSets)
    .map(({ readyAt }) => readyAt)
    .filter((readyAt) => readyAt > now);
}

function dueTimes(operation: StackOperation): number[] {
  const { dueAt, deadline, tasks, failure } = operation;
  const isNext = failure !== undefined || !tasks.some(isInFlight) || firstReady(operation) !== undefined;
  // So it is before and after all tasks. Among them only a run that was cut off leaves something that waits for nothing.
  if (isNext) return [dueAt];
  const ofTasks = tasks.filter(isInFlight).map((task) => task.dueAt ?? dueAt);
  return [...ofTasks, ...(deadline === undefined ? [] : [deadline])];
}

/** Whether there is nothing to do yet, which is so of most stacks at most moments. */
function waits({ operation }: Stack, now: number): boolean {
  return operation !== undefined && dueTimes(operation).every((time) => time > now);
}

/**
 * Does what is due, one step after the other. Every step leaves a state to go on from and writes one event at the
 * most, and what comes next is found in the state alone: so it makes no difference where a run is cut off.
 */
export function advance(cloud: Cloud): void {
  for (const { account, region, value: state } of cloud.world.each(STATE)) {
    announceEvents(cloud, state);
    for (const stack of stacksUnderWay(state)) {
      if (waits(unwatched(stack), cloud.world.now)) continue;
      const scope: StackScope = { cloud, account, region, state, stack };
      while (stack.operation && step({ ...scope, operation: stack.operation })) announceEvents(cloud, state);
      announceEvents(cloud, state);
    }
  }
}
