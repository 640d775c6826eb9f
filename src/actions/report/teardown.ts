import type { TeardownItem } from '../../events.ts';
import type { DeletedItem, DeletedResource, TeardownReport } from '../../pages/report/teardown-report.ts';
import { headOf } from './head.ts';
import { toldOf, type RunRecord, type Told, type ToldOf } from './record.ts';
import { stackRuns } from './stack-runs.ts';

export function teardownReport(record: RunRecord): TeardownReport {
  const { leftovers = [], lookAlikes = [], only } = record.result ?? {};
  return {
    ...headOf(record),
    ...(only && { only }),
    operations: stackRuns(record),
    deleted: deletedItems(record),
    resources: toldOf(record, 'resource').flatMap(deletedResource),
    left: leftovers.filter(({ expected }) => !expected),
    kept: leftovers.filter((each) => each.kept === true),
    keys: leftovers.flatMap(({ account, accountId, name, deletedOn }) =>
      deletedOn === undefined ? [] : [{ account, accountId, key: name, deletedOn }],
    ),
    lookAlikes,
  };
}

type Identified = Pick<TeardownItem, 'account' | 'accountId' | 'kind' | 'name'> & Partial<Pick<TeardownItem, 'detail'>>;

/** As planned, or as told where it came up since; each once. */
function deletedItems(record: RunRecord): DeletedItem[] {
  const planned = toldOf(record, 'teardown-plan').flatMap(({ items }) => items);
  const deleted: DeletedItem[] = [];
  for (const event of record.events) {
    for (const item of goneWith(event, planned)) {
      const { account, accountId, kind, name, detail = '' } = item;
      const isIt = (each: TeardownItem) => each.account === account && each.kind === kind && each.name === name;
      if (deleted.some(isIt)) continue;
      deleted.push({ account, accountId, kind, name, detail, ...planned.find(isIt), at: event.time });
    }
  }
  return deleted;
}

function goneWith(event: Told, planned: readonly TeardownItem[]): Identified[] {
  switch (event.type) {
    case 'deleted':
      return [event];
    case 'notebook-finished':
      return event.operation === 'terminate' && event.outcome === 'succeeded' ? notebookOf(event.name, planned) : [];
    case 'stack-finished': {
      const { account, accountId, operation, outcome, stackName: name } = event;
      return operation === 'delete' && outcome === 'succeeded' ? [{ account, accountId, kind: 'stack', name }] : [];
    }
    case 'resource':
      return deletedResource(event).flatMap(({ account, accountId, type, id: name }) =>
        type === 'AWS::S3::Bucket' ? [{ account, accountId, kind: 'bucket', name }] : [],
      );
    default:
      return [];
  }
}

/** A notebook goes with its bucket, which the plan names behind it. */
function notebookOf(name: string, planned: readonly TeardownItem[]): TeardownItem[] {
  const isIt = (each?: TeardownItem) => each?.kind === 'provisioned product' && each.name === name;
  const isOwned = ({ kind, owner }: TeardownItem) => kind === 'bucket' && owner !== undefined;
  return planned.filter((each, at) => isIt(each) || (isOwned(each) && isIt(planned[at - 1])));
}

function deletedResource(event: ToldOf<'resource'>): DeletedResource[] {
  const { account, accountId, stackName, resourceType: type, physicalId: id, status, time: at } = event;
  if (status !== 'DELETE_COMPLETE' || !id || type === 'AWS::CloudFormation::Stack') return [];
  return [{ account, accountId, stack: stackName, type, id, at }];
}
