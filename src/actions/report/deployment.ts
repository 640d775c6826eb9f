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
    ...(failedFirst && { failedFirst: resourceRun({ first: failedFirst, last: failedFirst }) }),
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

/** What was told of a resource from its beginning on. */
interface Run {
  readonly first: ToldOf<'resource'>;
  last: ToldOf<'resource'>;
}

/** A resource that is created and rolled back has two: each is what was told of it until it was complete or failed. */
function resourceRuns(record: RunRecord): ResourceRun[] {
  const open = new Map<string, Run>();
  const runs: Run[] = [];
  for (const event of resourcesTold(record)) {
    const key = `${event.accountId}/${event.stackName}/${event.logicalId}`;
    const known = open.get(key);
    if (known) known.last = event;
    else {
      const run = { first: event, last: event };
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

function resourceRun({ first, last }: Run): ResourceRun {
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
