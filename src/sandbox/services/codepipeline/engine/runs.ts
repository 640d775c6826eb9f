import type { ActionExecutionStatus } from '@aws-sdk/client-codepipeline';

import { own, put } from '../../../../own.ts';
import type { Action, ActionRun, Artifact } from '../state.ts';
import { announceAction } from './announce.ts';
import { stageRunOf } from './conclude.ts';
import { BETWEEN_ACTIONS_MS } from './entry.ts';
import { presentStage, runScope, type ExecutionScope, type RunScope } from './scope.ts';

/** How long the actions take before they do anything: commonly seen, not documented. */
const DELAYS_MS: Readonly<Record<string, number>> = { Source: 2_000, Invoke: 1_000, Approval: 1_000 };

export function begin(scope: ExecutionScope, action: Action): void {
  const { execution, cloud } = scope;
  const { now } = cloud.world;
  // Clients sort actions by when they began, so that no two of an execution begin at once.
  const startedAt = Math.max(now, (execution.runs.at(-1)?.startedAt ?? 0) + 1);
  const run: ActionRun = {
    id: cloud.world.uuid(),
    stage: presentStage(scope).name,
    action: action.name,
    startedAt,
    updatedAt: startedAt,
    status: 'InProgress',
    next: { at: now + (DELAYS_MS[action.actionTypeId.category] ?? 0), what: 'perform' },
    configuration: { ...action.configuration },
    inputs: action.inputArtifacts.flatMap(({ name }) => own(execution.artifacts, name) ?? []),
    outputs: action.outputArtifacts.map(({ name }) => newArtifact(name, scope)),
    variables: {},
    jobs: [],
  };
  execution.runs.push(run);
  execution.updatedAt = now;
  announceAction(runScope(scope, run));
}

/** Names are cut as in the keys that the user guide shows, such as `my-pipeline/test-api-2/TdOSFRV`. */
function newArtifact(name: string, { cloud, structure }: ExecutionScope): Artifact {
  const key = `${structure.name.slice(0, 20)}/${name.slice(0, 10)}/${cloud.world.identifier(7, ALPHANUMERIC)}`;
  return { name, bucket: structure.artifactStore.location, key };
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The action's artifacts and variables are there for those that come after it. */
export function succeed(scope: RunScope): void {
  const { execution, run, action } = scope;
  for (const artifact of run.outputs) put(execution.artifacts, artifact.name, artifact);
  if (action.namespace !== undefined) put(execution.outputs, action.namespace, run.variables);
  stageRunOf(scope).done.push(run.action);
  end(scope, 'Succeeded');
}

export function fail(scope: RunScope, code: string, message: string): void {
  scope.run.error = { code, message };
  stageRunOf(scope).undone.push(scope.run.action);
  end(scope, 'Failed');
}

export function abandon(scope: RunScope): void {
  stageRunOf(scope).undone.push(scope.run.action);
  end(scope, 'Abandoned');
}

function end(scope: RunScope, status: ActionExecutionStatus): void {
  const { execution, run, cloud } = scope;
  run.status = status;
  run.updatedAt = cloud.world.now;
  execution.updatedAt = cloud.world.now;
  execution.nextAt = cloud.world.now + BETWEEN_ACTIONS_MS;
  announceAction(scope);
}
