import type { LastUpdateStatus, State } from '@aws-sdk/client-lambda';

import type { Call } from '../../kernel/service.ts';
import { conflict } from './errors.ts';
import type { FunctionRecord } from './state.ts';

/** Commonly seen durations: a new function is Pending for some seconds, an update is in progress for fewer. */
const CREATION_MS = 5000;
const UPDATE_MS = 3000;

export function readyAfterCreation(now: number): number {
  return now + CREATION_MS;
}

export function readyAfterUpdate(now: number): number {
  return now + UPDATE_MS;
}

export function stateOf({ readyAt, createdAt, modifiedAt }: FunctionRecord, now: number): State {
  return createdAt === modifiedAt && now < readyAt ? 'Pending' : 'Active';
}

export function lastUpdateStatus({ readyAt }: FunctionRecord, now: number): LastUpdateStatus {
  return now < readyAt ? 'InProgress' : 'Successful';
}

/** A function that is being created or updated takes no other change meanwhile. */
export function expectUpdatable(found: FunctionRecord, { now }: Call): void {
  expectActive(found, now);
  if (lastUpdateStatus(found, now) === 'Successful') return;
  throw conflict(`The operation cannot be performed at this time. An update is in progress for resource: ${found.arn}`);
}

export function expectActive(found: FunctionRecord, now: number): void {
  const state = stateOf(found, now);
  if (state === 'Active') return;
  throw conflict(
    `The operation cannot be performed at this time. The function is currently in the following state: ${state}`,
  );
}
