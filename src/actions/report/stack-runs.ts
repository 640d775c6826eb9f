import type { StackRun } from '../../pages/report/deployment-report.ts';
import { toldOf, type RunRecord, type ToldOf } from './record.ts';

/** The operations on stacks in the order in which they began. A stack has one at a time. */
export function stackRuns(record: RunRecord): StackRun[] {
  const ends = toldOf(record, 'stack-finished');
  return toldOf(record, 'stack-started').map((start) => {
    const { account, accountId, stack, stackName, operation, time: began } = start;
    const reference = { account, accountId, stack, stackName, operation, began };
    const end = ends.find((each) => isEndOf(start, each));
    if (!end) return reference;
    ends.splice(ends.indexOf(end), 1);
    return { ...reference, ended: end.time, outcome: end.outcome };
  });
}

function isEndOf(start: ToldOf<'stack-started'>, end: ToldOf<'stack-finished'>): boolean {
  return end.accountId === start.accountId && end.stackName === start.stackName;
}
