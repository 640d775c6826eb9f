import type { Leftover } from '../../events.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { count } from '../../lab/quantities.ts';
import { documentOf } from '../document.ts';
import { html, type Markup } from '../markup.ts';
import { tableOf, time } from '../parts.ts';
import { facts, steps, term, verdictLine, wentWrong, whatNext } from './parts.ts';
import { stackBars } from './stack-bars.ts';
import { REPORT_STYLE } from './style.ts';
import type { TeardownReport } from './teardown-report.ts';

/** The report of a teardown as one page that needs nothing else. */
export function teardownPage(report: TeardownReport): string {
  const title = `Teardown of the lab “${report.lab}”`;
  const body = html`<h1>${title}</h1>
    ${verdictLine(isClean(report) ? 'good' : report.status === 'failed' ? 'bad' : 'open', verdict(report))}
    ${facts(report, [term('Deleted', count(report.deleted.length, 'item'))])} ${left(report)} ${kept(report)}
    ${keys(report)} ${stackBars(report)} ${deleted(report)} ${whatNext(report)} ${resources(report)}
    ${lookAlikes(report)}`;
  return documentOf({ title, style: REPORT_STYLE, body });
}

function isClean({ status, left: leftovers }: TeardownReport): boolean {
  return leftovers.length === 0 && (status === 'succeeded' || status === 'unchanged');
}

function verdict(report: TeardownReport): string {
  const { status, left: leftovers, deleted: items, only, error } = report;
  if (status === 'declined') return 'Declined; nothing was deleted.';
  if (status === 'undecided') return 'Waits for a decision; nothing was deleted.';
  if (status === 'interrupted') return `Interrupted after ${count(items.length, 'deletion')}; run it again to finish.`;
  const where = only ? ` in ${only.map((role) => ACCOUNT_TITLES[role]).join(', ')}` : '';
  if (isClean(report))
    return items.length === 0
      ? 'Nothing was to be deleted.'
      : `${report.kept.length > 0 ? 'Nothing of the lab is left but what was kept' : 'Nothing of the lab is left'}${where}.`;
  if (leftovers.length > 0)
    return `${count(leftovers.length, 'resource')} of the lab ${leftovers.length === 1 ? 'is' : 'are'} left.`;
  return error?.message ?? 'The teardown did not come to its end.';
}

function left({ left: leftovers, error }: TeardownReport): Markup {
  const told = leftovers.filter(({ within }) => within === undefined);
  const rows = told.map(leftoverRow);
  const held = leftovers.length - told.length;
  const more =
    held > 0
      ? html`<p>${count(held, 'more resource')} in these stacks, which ${held === 1 ? 'goes' : 'go'} with them.</p>`
      : '';
  if (rows.length === 0) return wentWrong({ ...(error && { error }) });
  const why = error
    ? html`<p class="error">${error.message}</p>
        ${steps(error.hints)}`
    : '';
  return html`<h2>Left</h2>
    ${why}${tableOf(['Account', 'Kind', 'Name', 'Why, and what mends it'], rows)}${more}`;
}

function leftoverRow({ account, kind, name, reason, next }: Leftover): Markup {
  return html`<tr>
    <td>${ACCOUNT_TITLES[account]}</td>
    <td>${kind}</td>
    <td><bdi>${name}</bdi></td>
    <td>${reason}${steps(next)}</td>
  </tr>`;
}

function kept({ kept: stays }: TeardownReport): Markup {
  const told = stays.filter(({ within }) => within === undefined);
  if (told.length === 0) return html``;
  return html`<h2>Kept</h2>
    <p>By choice, with all that is in it; a teardown without --keep-data deletes it.</p>
    ${tableOf(['Account', 'Kind', 'Name', 'Why, and how to get it'], told.map(leftoverRow))}`;
}

function keys({ keys: pending }: TeardownReport): Markup {
  if (pending.length === 0) return html``;
  const rows = pending.map(
    ({ account, accountId, key, deletedOn }) =>
      html`<tr>
        <td>${ACCOUNT_TITLES[account]} ${accountId}</td>
        <td><bdi>${key}</bdi></td>
        <td>${time(deletedOn)}</td>
      </tr>`,
  );
  return html`<h2>Keys</h2>
    <p>AWS deletes them by itself after their waiting period, in which they cost nothing.</p>
    ${tableOf(['Account', 'Key', 'Deletes itself'], rows)}`;
}

function deleted({ deleted: items }: TeardownReport): Markup {
  if (items.length === 0) return html``;
  return html`<h2>Deleted</h2>
    ${byAccount(items).map(
      ([title, entries]) =>
        html`<h3>${title}</h3>
          ${tableOf(
            ['When', 'Kind', 'Name', 'What'],
            entries.map(
              (each) =>
                html`<tr>
                  <td>${time(each.at)}</td>
                  <td>${each.kind}</td>
                  <td><bdi>${each.name}</bdi></td>
                  <td>${each.kind === 'stack' ? `was ${each.detail}` : each.detail}</td>
                </tr>`,
            ),
          )}`,
    )}`;
}

function resources({ resources: gone }: TeardownReport): Markup {
  if (gone.length === 0) return html``;
  const rows = gone.map(
    (each) =>
      html`<tr>
        <td>${time(each.at)}</td>
        <td>${each.stack}</td>
        <td>${each.type}</td>
        <td><bdi>${each.id}</bdi></td>
      </tr>`,
  );
  return html`<details>
    <summary>${count(gone.length, 'resource')} of these stacks</summary>
    ${tableOf(['When', 'Stack', 'Type', 'Id'], rows)}
  </details>`;
}

function lookAlikes({ lookAlikes: strangers }: TeardownReport): Markup {
  if (strangers.length === 0) return html``;
  const rows = strangers.map(
    (each) =>
      html`<tr>
        <td>${ACCOUNT_TITLES[each.account]}</td>
        <td>${each.kind}</td>
        <td><bdi>${each.name}</bdi></td>
      </tr>`,
  );
  const title = `${count(strangers.length, 'resource')} that only ${strangers.length === 1 ? 'looks' : 'look'} like the lab's, left alone`;
  return html`<details>
    <summary>${title}</summary>
    ${tableOf(['Account', 'Kind', 'Name'], rows)}
  </details>`;
}

function byAccount<Entry extends { readonly account: AccountRole; readonly accountId: string }>(
  entries: readonly Entry[],
): (readonly [title: string, entries: readonly Entry[]])[] {
  const roles = ACCOUNT_ROLES.filter((role) => entries.some(({ account }) => account === role));
  return roles.map((role) => {
    const own = entries.filter(({ account }) => account === role);
    return [`${ACCOUNT_TITLES[role]} ${own[0]?.accountId ?? ''}`, own];
  });
}
