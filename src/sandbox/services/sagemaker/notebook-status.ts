import type { NotebookInstanceStatus } from '@aws-sdk/client-sagemaker';

import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { invalid } from './errors.ts';
import { notebooksOf, type NotebookRecord } from './state.ts';

const STATUSES = {
  start: { under: 'Pending', done: 'InService' },
  stop: { under: 'Stopping', done: 'Stopped' },
  update: { under: 'Updating', done: 'Stopped' },
  delete: { under: 'Deleting', done: 'Deleting' },
} as const satisfies Record<NotebookRecord['doing'], Record<'under' | 'done', NotebookInstanceStatus>>;

/** Commonly seen durations; a first start takes longer than those that follow. */
export const DURATIONS_MS = { create: 240_000, start: 150_000, stop: 60_000, update: 15_000, delete: 45_000 } as const;

/** How long notebooks have been seen in `Stopping` (aws/amazon-sagemaker-examples#1798). */
const STUCK_MS = 20 * 3_600_000;

export function notebookStatus({ doing, doneAt }: NotebookRecord, now: number): NotebookInstanceStatus {
  return STATUSES[doing][now < doneAt ? 'under' : 'done'];
}

/** The notebook of a request, noted for the trail. */
export function notebookOf(name: string | undefined, call: Call): NotebookRecord {
  const notebook = own(notebooksOf(call).notebooks, name ?? '');
  call.about(notebookArn(name ?? '', call));
  return notebook ?? invalid('RecordNotFound');
}

/** Tells a notebook to do something, which it only does from some states. */
export function tell(
  notebook: NotebookRecord,
  doing: NotebookRecord['doing'],
  { from, call }: { readonly from: readonly NotebookInstanceStatus[]; readonly call: Call },
): void {
  const status = notebookStatus(notebook, call.now);
  if (!from.includes(status)) {
    invalid(
      `Status (${status}) not in ([${from.join(', ')}]). ` +
        `Unable to transition to (${STATUSES[doing].under}) for Notebook Instance (${notebook.arn}).`,
    );
  }
  notebook.doing = doing;
  const stuck = call.cloud.faults.isStuck(`notebook-instance/${notebook.name}`, doing);
  notebook.doneAt = call.now + (stuck ? STUCK_MS : DURATIONS_MS[doing]);
  notebook.modifiedAt = call.now;
}

export function notebookArn(name: string, { account, region }: Pick<Call, 'account' | 'region'>): string {
  return `arn:aws:sagemaker:${region}:${account}:notebook-instance/${name}`;
}
