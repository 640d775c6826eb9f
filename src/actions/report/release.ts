import type { ActionDone, ReleaseReportFile } from '../../pages/report/release-report.ts';
import { headOf } from './head.ts';
import { toldOf, type RunRecord, type ToldOf } from './record.ts';

export function releaseReportFile(record: RunRecord): ReleaseReportFile {
  const { result } = record;
  const told = toldOf(record, 'submission').at(-1);
  const submission = result?.submission ?? (told && submissionOf(told));
  return {
    ...headOf(record),
    ...(submission && { submission }),
    ...(result?.release && { release: result.release }),
    actions: actionsOf(record),
  };
}

function submissionOf({ name, kind, rows, bytes, bucket, key, version }: ToldOf<'submission'>) {
  return { name, kind, bytes, bucket, key, ...(rows !== undefined && { rows }), ...(version && { version }) };
}

/** In the order in which they began. A stage that is retried runs its actions again. */
function actionsOf(record: RunRecord): ActionDone[] {
  const ends = toldOf(record, 'action-finished');
  return toldOf(record, 'action-started').map(({ stage, action, began }) => {
    const end = ends.find((each) => each.stage === stage && each.action === action);
    if (!end) return { stage, action, began };
    ends.splice(ends.indexOf(end), 1);
    const { ended, outcome, outputs, message } = end;
    const says = outputs.Summary ?? message;
    return { stage, action, began, ended, outcome, ...(says && { says }) };
  });
}
