import { own } from '../../../../own.ts';
import { servicePrincipal } from '../../iam/role-use.ts';
import { SERVICE } from '../structure/role.ts';
import type { ActionRun, Artifact } from '../state.ts';
import type { ExecutionScope, RunScope } from './scope.ts';

/** Tells EventBridge ("Monitoring CodePipeline events", CodePipeline user guide, for states and details). */
export function announceExecution(scope: ExecutionScope, state: string): void {
  const { trigger, startedAt, retriedAt, stop } = scope.execution;
  announce(scope, 'Pipeline', {
    ...about(scope, startedAt, state),
    ...(state === 'STARTED' && {
      'execution-trigger': { 'trigger-type': trigger.type, 'trigger-detail': trigger.detail },
    }),
    ...(retriedAt !== undefined && { 'last-retry-attempt-time': time(retriedAt) }),
    ...(state === 'STOPPING' && stop && { 'stop-execution-comments': stop.reason }),
  });
}

export function announceStage(scope: ExecutionScope, stage: string, state: string): void {
  const { enteredAt = scope.cloud.world.now, retriedAt } = own(scope.execution.stages, stage) ?? {};
  announce(scope, 'Stage', {
    ...about(scope, enteredAt, state),
    stage,
    ...(retriedAt !== undefined && { 'stage-last-retry-attempt-time': time(retriedAt) }),
  });
}

export function announceAction(scope: RunScope): void {
  const { run, action, region } = scope;
  announce(scope, 'Action', {
    ...about(scope, run.startedAt, run.status === 'InProgress' ? 'STARTED' : run.status.toUpperCase()),
    stage: run.stage,
    action: run.action,
    'action-execution-id': run.id,
    region,
    type: action.actionTypeId,
    ...(run.inputs.length > 0 && { 'input-artifacts': run.inputs.map(artifactDetail) }),
    ...(run.status === 'Succeeded' &&
      run.outputs.length > 0 && { 'output-artifacts': run.outputs.map(artifactDetail) }),
    ...result(run),
  });
}

function about({ pipeline, execution }: ExecutionScope, startedAt: number, state: string): object {
  return {
    pipeline: pipeline.name,
    'execution-id': execution.id,
    'start-time': time(startedAt),
    state,
    version: execution.version,
    'pipeline-execution-attempt': execution.attempt,
  };
}

function artifactDetail({ name, bucket, key }: Artifact): object {
  return { name, s3location: { bucket, key } };
}

function result({ status, summary, externalId, error }: ActionRun): object {
  if (status === 'InProgress' || status === 'Abandoned') return {};
  const outcome = {
    ...((error?.message ?? summary) && { 'external-execution-summary': error?.message ?? summary }),
    ...(externalId && { 'external-execution-id': externalId }),
    ...(error && { 'error-code': error.code }),
  };
  return Object.keys(outcome).length > 0 ? { 'execution-result': outcome } : {};
}

function time(instant: number): string {
  return new Date(instant).toISOString();
}

function announce(scope: ExecutionScope, of: 'Pipeline' | 'Stage' | 'Action', detail: object): void {
  const { cloud, account, region, pipeline } = scope;
  if (!cloud.service('events')) return;
  const entry = {
    Time: new Date(cloud.world.now),
    Source: 'aws.codepipeline',
    DetailType: `CodePipeline ${of} Execution State Change`,
    Resources: [pipeline.arn],
    Detail: JSON.stringify(detail),
  };
  cloud.invoke({
    principal: servicePrincipal(account, SERVICE, pipeline.arn),
    account,
    region,
    service: 'events',
    operation: 'PutEvents',
    input: { Entries: [entry] },
    via: 'codepipeline',
  });
}
