import type { LabEvent, StackReference } from '../../events.ts';
import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { callerOf } from '../../lab/caller.ts';
import { actionLine, approvalLine, submissionLine } from '../result/release.ts';
import type { Paint } from '../text/paint.ts';
import { count, duration, size } from '../../lab/quantities.ts';
import { isCancellation, OPERATION_DONE } from '../../lab/stack-operation.ts';
import { notebookLine } from './notebook.ts';
import type { ProgressStyle } from './style.ts';

type EventOf<Type extends LabEvent['type']> = Extract<LabEvent, { type: Type }>;

/** The permanent line for an event, if it has one. */
export function progressLine(event: LabEvent, style: ProgressStyle): string | undefined {
  const { paint, live } = style;
  switch (event.type) {
    case 'notice':
      return event.level === 'warning' ? `${paint.warning('!')} ${event.message}` : event.message;
    case 'account':
      return accountLine(event, paint);
    case 'asset':
      return event.state === 'uploaded'
        ? `${paint.good('✔')} uploaded ${event.name} (${size(event.bytes)})`
        : undefined;
    case 'bucket-emptied':
      return `${paint.good('✔')} ${ACCOUNT_TITLES[event.account]} / ${event.bucket}: emptied of ${count(event.versions, 'version')}`;
    case 'deleted':
      return `${paint.good('✔')} ${ACCOUNT_TITLES[event.account]} / ${event.kind} ${event.name}: deleted`;
    case 'stack-started':
      return live ? undefined : `  ${stackTitle(event)}: ${event.operation} started`;
    case 'resource':
      return resourceLine(event, style);
    case 'stack-finished':
      return finishedLine(event, paint);
    case 'notebook-started':
    case 'notebook-finished':
      return notebookLine(event, style);
    case 'submission':
      return submissionLine(event, paint);
    case 'execution-started':
      return `  execution ${event.executionId} of pipeline ${event.pipeline}`;
    case 'action-started':
      return live ? undefined : `  ${event.stage} / ${event.action}: started`;
    case 'action-finished':
      return actionLine(event, paint);
    case 'approval-waiting':
      return approvalLine(event, paint);
    default:
      return undefined;
  }
}

/** Shows the part of the principal's ARN that the line does not contain yet. */
function accountLine({ account, accountId, principal }: EventOf<'account'>, paint: Paint): string {
  return `${paint.good('✔')} ${ACCOUNT_TITLES[account].padEnd(14)}  ${accountId}  ${paint.faint(callerOf(principal))}`;
}

/** Failures always; successes only without a live view; for a cancellation, its cause is reported instead. */
function resourceLine(event: EventOf<'resource'>, { paint, live }: ProgressStyle): string | undefined {
  const { logicalId, resourceType, status, reason } = event;
  if (logicalId === event.stackName || isCancellation(reason)) return undefined;
  const line = `${stackTitle(event)}: ${logicalId} (${resourceType}) ${status}`;
  if (status.endsWith('_FAILED')) return `${paint.bad('✖')} ${line}${reason ? `: ${reason}` : ''}`;
  return !live && status.endsWith('_COMPLETE') ? `  ${line}` : undefined;
}

function finishedLine({ operation, outcome, seconds, ...stack }: EventOf<'stack-finished'>, paint: Paint): string {
  const title = stackTitle(stack);
  if (outcome === 'unchanged') return `${paint.faint('=')} ${title}: unchanged`;
  if (outcome === 'failed') return `${paint.bad('✖')} ${title}: ${operation} failed after ${duration(seconds)}`;
  return `${paint.good('✔')} ${title}: ${OPERATION_DONE[operation]} in ${duration(seconds)}`;
}

function stackTitle({ account, stackName }: Pick<StackReference, 'account' | 'stackName'>): string {
  return `${ACCOUNT_TITLES[account]} / ${stackName}`;
}
