import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import type { NextStep } from '../../events.ts';
import { duration } from '../../lab/quantities.ts';
import { html, type Markup } from '../markup.ts';
import { commandLine, time } from '../parts.ts';
import type { ReportHead } from './head.ts';

/** What the run was about, when it was, and whose it was; `more` are terms of one kind of run. */
export function facts(report: ReportHead, more: readonly Markup[] = []): Markup {
  const { owner, region, rehearsal, began, ended, callers } = report;
  const seconds = (Date.parse(ended) - Date.parse(began)) / 1000;
  const who = callers.map(
    ({ account, accountId, principal }) =>
      html`<dt>${ACCOUNT_TITLES[account]} ${accountId}</dt>
        <dd>by <bdi>${principal}</bdi></dd>`,
  );
  return html`<dl>
    ${term('Lab', owner)} ${term('Region', region)}
    ${rehearsal ? term('Where', 'a rehearsal in the sandbox: nothing reached AWS, and time is virtual') : html``}
    ${term('Began', time(began))} ${term('Ended', html`${time(ended)}, after ${duration(seconds)}`)} ${more} ${who}
  </dl>`;
}

export function term(name: string, says: string | Markup): Markup {
  return html`<dt>${name}</dt>
    <dd>${says}</dd>`;
}

/** `open` is what has not come to its end, or was not meant to. */
export function verdictLine(look: 'good' | 'bad' | 'open', says: string): Markup {
  return html`<p class="verdict ${look}">${says}</p>`;
}

/** How a run that did its work, or had none, looks; and one that did not. */
export function lookOf({ status, dryRun }: Pick<ReportHead, 'status' | 'dryRun'>): 'good' | 'bad' | 'open' {
  if (status === 'failed') return 'bad';
  return (status === 'succeeded' || status === 'unchanged') && !dryRun ? 'good' : 'open';
}

/** `first` says what came before the error. */
export function wentWrong({ error, status }: Pick<ReportHead, 'error' | 'status'>, first: Markup = html``): Markup {
  if (!error) return first;
  const isInterrupted = status === 'interrupted';
  return html`<h2>${isInterrupted ? 'What goes on' : 'What went wrong'}</h2>
    ${first}
    <p class="${isInterrupted ? 'open' : 'error'}">${error.message}</p>
    ${steps(error.hints)}`;
}

export function whatNext({ next }: Pick<ReportHead, 'next'>): Markup {
  if (next.length === 0) return html``;
  return html`<h2>What next</h2>
    ${steps(next)}`;
}

export function steps(next: readonly NextStep[] = []): Markup {
  if (next.length === 0) return html``;
  const items = next.map(
    ({ say, command }) => html`<li>${say}${command === undefined ? '' : commandLine(command)}</li>`,
  );
  return html`<ul>
    ${items}
  </ul>`;
}

export function row(...cells: readonly (string | Markup)[]): Markup {
  return html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`;
}

/** A name that others gave, which may be written from right to left. */
export function name(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

export function secondsBetween(began: string, ended: string): number {
  return Math.max(0, Date.parse(ended) - Date.parse(began)) / 1000;
}
