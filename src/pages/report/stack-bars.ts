import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { duration } from '../../lab/quantities.ts';
import { OPERATION_DONE } from '../../lab/stack-operation.ts';
import { html, type Markup } from '../markup.ts';
import type { StackRun } from './deployment-report.ts';
import { secondsBetween } from './parts.ts';
import { timeline, type Bar } from './timeline.ts';

/** The operations on stacks over time. */
export function stackBars(report: { readonly operations: readonly StackRun[]; readonly ended: string }): Markup {
  const { operations, ended } = report;
  if (operations.length === 0) return html``;
  return html`<h2>What took time</h2>
    ${timeline(operations.map(barOf), ended)}`;
}

function barOf({ account, stackName, operation, began, ended, outcome }: StackRun): Bar {
  const title = `${ACCOUNT_TITLES[account]} / ${stackName}`;
  if (ended === undefined) return { name: title, says: `${operation} goes on`, began, look: 'open' };
  const took = duration(secondsBetween(began, ended));
  if (outcome === 'failed')
    return { name: title, says: `${operation} failed after ${took}`, began, ended, look: 'bad' };
  return { name: title, says: `${OPERATION_DONE[operation]} in ${took}`, began, ended, look: 'good' };
}
