import { isCancellation } from '../../lab/stack-operation.ts';
import type { DeploymentReport, ResourceRun } from '../../pages/report/deployment-report.ts';
import { headOf } from './head.ts';
import { toldOf, type RunRecord, type ToldOf } from './record.ts';
import { stackRuns } from './stack-runs.ts';

export function deploymentReport(record: RunRecord): DeploymentReport {
  const plan = toldOf(record, 'plan').at(-1)?.plan;
  const resources = resourceRuns(record);
  const [failedFirst] = failures(record);
  return {
    ...headOf(record),
    ...(plan && { plan }),
    operations: stackRuns(record),
    uploads: toldOf(record, 'asset').flatMap(({ name, bytes, state }) =>
      state === 'uploaded' ? [{ name, bytes }] : [],
    ),
    resources,
    ...(failedFirst && { failedFirst: resourceRun([failedFirst]) }),
    outputs: record.result?.outputs ?? {},
  };
}

/** What was cancelled, since another resource failed, did not fail itself. */
function failures(record: RunRecord): ToldOf<'resource'>[] {
  return resourcesTold(record)
    .filter(({ status, reason }) => status.endsWith('_FAILED') && !isCancellation(reason))
    .sort((one, other) => one.time.localeCompare(other.time));
}

/** The stacks themselves are told of as resources, too. */
function resourcesTold(record: RunRecord): ToldOf<'resource'>[] {
  return toldOf(record, 'resource').filter(({ logicalId, stackName }) => logicalId !== stackName);
}

/** A resource that is created and rolled back has two: each is what was told of it until it was complete or failed. */
function resourceRuns(record: RunRecord): ResourceRun[] {
  const open = new Map<string, ToldOf<'resource'>[]>();
  const runs: ToldOf<'resource'>[][] = [];
  for (const event of resourcesTold(record)) {
    const key = `${event.accountId}/${event.stackName}/${event.logicalId}`;
    const known = open.get(key);
    if (known) known.push(event);
    else {
      const run = [event];
      open.set(key, run);
      runs.push(run);
    }
    if (hasEnded(event)) open.delete(key);
  }
  return runs.map(resourceRun);
}

function hasEnded({ status }: ToldOf<'resource'>): boolean {
  return status.endsWith('_COMPLETE') || status.endsWith('_FAILED') || status.endsWith('_SKIPPED');
}

function resourceRun(events: readonly ToldOf<'resource'>[]): ResourceRun {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) throw new Error('nothing was told of the resource');
  const { stackName, logicalId, resourceType, physicalId, status, reason } = last;
  return {
    stackName,
    logicalId,
    resourceType,
    ...(physicalId && { physicalId }),
    began: first.time,
    ...(hasEnded(last) && { ended: last.time }),
    status,
    ...(reason && { reason }),
  };
}
