import type { StackOperation, StackResource, Superseded, Task } from '../../state.ts';
import type { Dependencies } from '../../template/graph.ts';

/** One task for each resource that there shall be; what it has to do shows when what it depends on is there. */
export function tasksToApply(dependencies: Dependencies): Task[] {
  return Object.entries(dependencies).map(([logicalId, after]) => ({
    key: logicalId,
    logicalId,
    stage: 'waiting',
    after,
  }));
}

/** Tasks that come to nothing but a refusal, before anything else is done. */
export function tasksToRefuse(logicalIds: readonly string[]): Task[] {
  return logicalIds.map((logicalId) => ({ key: logicalId, logicalId, stage: 'waiting', after: [] }));
}

/** Tasks that bring back resources, in the order in which they depend on each other. */
export function tasksToRevert(resources: readonly StackResource[]): Task[] {
  const ids = new Set(resources.map(({ logicalId }) => logicalId));
  return resources.map((target) => ({
    key: target.logicalId,
    logicalId: target.logicalId,
    stage: 'waiting',
    target,
    after: target.dependsOn.filter((id) => ids.has(id)),
  }));
}

/** Tasks that delete resources: each after those that depend on it. */
export function tasksToRemove(leaving: readonly Superseded[]): Task[] {
  return leaving.map(({ resource, policy }) => ({
    key: keyOf(resource),
    logicalId: resource.logicalId,
    action: policy === 'Retain' ? 'retain' : 'delete',
    stage: 'waiting',
    target: resource,
    after: leaving
      .filter((other) => other.resource !== resource && other.resource.dependsOn.includes(resource.logicalId))
      .map((other) => keyOf(other.resource)),
  }));
}

/** A replaced resource leaves under the same logical id as its replacement. */
function keyOf({ logicalId, physicalId }: StackResource): string {
  return `${logicalId} ${physicalId ?? ''}`;
}

/** The first task that waits for nothing any more. A clean-up goes on past what it cannot delete. */
export function firstReady({ phase, tasks }: StackOperation): Task | undefined {
  const over: readonly Task['stage'][] = phase === 'cleanup' ? ['done', 'failed'] : ['done'];
  const unfinished = new Set(tasks.filter(({ stage }) => !over.includes(stage)).map(({ key }) => key));
  return tasks.find(({ stage, after }) => stage === 'waiting' && !after.some((key) => unfinished.has(key)));
}

export function isInFlight({ stage }: Task): boolean {
  return stage === 'started' || stage === 'running';
}

/** Which of a handler's methods an action comes down to. */
export type HandlerPhase = 'create' | 'update' | 'delete';

const HANDLER_PHASE: Readonly<Record<NonNullable<Task['action']>, HandlerPhase>> = {
  create: 'create',
  replace: 'create',
  update: 'update',
  restore: 'update',
  delete: 'delete',
  retain: 'delete',
};

export function handlerPhase({ action }: Task): HandlerPhase {
  return HANDLER_PHASE[action ?? 'update'];
}
