import { AwsError } from '../../../kernel/aws-error.ts';
import type { Cloud } from '../../../kernel/service.ts';
import { actAs } from '../roles.ts';
import type { Place } from '../state.ts';
import { ContainerFailed, startContainer } from './container.ts';
import { alarmRaised, watchMs } from './guardrails.ts';
import {
  hostingOf,
  hostingSlice,
  isServerless,
  type Deployment,
  type EndpointRecord,
  type RunningDeployment,
  type Update,
} from './state.ts';

/** Commonly seen durations: there are no instances to wait for without a server. */
const START_MS = { serverless: 150_000, instances: 360_000 } as const;
const ROLLBACK_MS = 120_000;
export const DELETE_MS = 60_000;
const LOOK_MS = 60_000;
/** How long the model of a serverless endpoint that came up is not ready; AWS publishes no figure. */
const NOT_READY_MS = 60_000;

export function startMs(deployment: Pick<Deployment, 'variant'>): number {
  return START_MS[isServerless(deployment) ? 'serverless' : 'instances'];
}

/** Lets endpoints go on for which something is due. */
export function advanceEndpoints(cloud: Cloud): void {
  for (const { account, region, value } of cloud.world.each(hostingSlice)) {
    for (const endpoint of Object.values(value.endpoints)) {
      if (endpoint.dueAt === undefined || endpoint.dueAt > cloud.world.now) continue;
      delete endpoint.dueAt;
      endpoint.modifiedAt = cloud.world.now;
      proceed(endpoint, { cloud, account, region });
    }
  }
}

function proceed(endpoint: EndpointRecord, place: Place): void {
  switch (endpoint.status) {
    case 'Creating':
      return endCreation(endpoint, place);
    case 'Updating':
      return goOnUpdating(endpoint, place);
    case 'RollingBack':
      return endRollback(endpoint, place);
    case 'Deleting':
      return endDeletion(endpoint, place);
    default:
      return;
  }
}

function endCreation(endpoint: EndpointRecord, place: Place): void {
  const { update } = endpoint;
  if (!update) return;
  try {
    serve(endpoint, started(endpoint, update, 'create', place), place);
  } catch (error) {
    if (!(error instanceof ContainerFailed)) throw error;
    endpoint.status = 'Failed';
    endpoint.failureReason = error.message;
  }
}

function goOnUpdating(endpoint: EndpointRecord, place: Place): void {
  const { update } = endpoint;
  if (!update) return;
  const { now } = place.cloud.world;
  try {
    update.watched ??= {
      running: started(endpoint, update, 'update', place),
      until: now + (update.guard ? watchMs(update.guard) : 0),
    };
    const alarm = alarmRaised(endpoint.arn, update, place);
    if (alarm !== undefined) return rollBack(endpoint, alarm, now);
    if (now >= update.watched.until) return serve(endpoint, update.watched.running, place);
    endpoint.dueAt = Math.min(now + LOOK_MS, update.watched.until);
  } catch (error) {
    if (!(error instanceof ContainerFailed)) throw error;
    rollBack(endpoint, error.message, now);
  }
}

function started(
  endpoint: EndpointRecord,
  { deployment }: Update,
  phase: 'create' | 'update',
  place: Place,
): RunningDeployment {
  const fault = place.cloud.faults.forSageMaker(`endpoint/${endpoint.name}`, phase);
  if (fault) throw new ContainerFailed(fault.reason);
  return startContainer(endpoint, deployment, place);
}

function serve(endpoint: EndpointRecord, running: RunningDeployment, { cloud }: Place): void {
  endpoint.serving = running;
  if (isServerless(running)) endpoint.readyAt = cloud.world.now + NOT_READY_MS;
  else delete endpoint.readyAt;
  endpoint.status = 'InService';
  delete endpoint.failureReason;
  if (endpoint.update?.guard) endpoint.lastGuard = endpoint.update.guard;
  delete endpoint.update;
}

function rollBack(endpoint: EndpointRecord, reason: string, now: number): void {
  endpoint.status = 'RollingBack';
  endpoint.failureReason = reason;
  endpoint.dueAt = now + ROLLBACK_MS;
}

/** What served before goes on, and the reason stays to be read. */
function endRollback(endpoint: EndpointRecord, { cloud }: Place): void {
  const fault = cloud.faults.forSageMaker(`endpoint/${endpoint.name}`, 'rollback');
  endpoint.status = fault ? 'UpdateRollbackFailed' : 'InService';
  if (fault) endpoint.failureReason = fault.reason;
  delete endpoint.update;
}

/** SageMaker needs the role of the models to delete an endpoint (API reference, DeleteEndpoint). */
function endDeletion(endpoint: EndpointRecord, place: Place): void {
  const role = endpoint.serving?.model.role;
  try {
    if (role !== undefined) actAs(role, endpoint.arn, place);
    delete hostingOf(place).endpoints[endpoint.name];
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    endpoint.status = 'Failed';
    endpoint.failureReason =
      `SageMaker cannot delete the resources of the endpoint, since it cannot assume the execution role ${role}. ` +
      'Restore the role and delete the endpoint again.';
  }
}
