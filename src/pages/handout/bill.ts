import { html, type Markup } from '../markup.ts';
import { commandLine, tableOf } from '../parts.ts';
import type { Handout } from './handout.ts';

/** What is billed, and to what the reader can see. */
export function bill({ cost, notebookCosts, commands }: Handout): Markup {
  const rows = [
    row('The lab, while nobody works', cost.idle),
    ...notebookCosts.map(({ size, instanceType, hourly }) =>
      row(`Each notebook of size ${size} (${instanceType}), while it runs`, hourly),
    ),
  ];
  return html`<h2>What is billed</h2>
    <p>About, in US dollars an hour, by the prices of ${cost.region} of ${cost.date}:</p>
    ${tableOf(['What', 'An hour'], rows)}
    <p>
      A stopped notebook costs its volume alone. Not in the table: ${cost.without.join('; ')}. Stop yours when you
      leave, and it costs no more than that:
    </p>
    ${commandLine(commands.stop)}`;
}

function row(what: string, hourly: number): Markup {
  return html`<tr>
    <td>${what}</td>
    <td>${dollars(hourly)}</td>
  </tr>`;
}

/** To the two digits that are known. */
function dollars(amount: number): string {
  if (amount === 0) return 'nothing';
  return amount < 0.001 ? 'less than $0.001' : `$${amount < 0.1 ? amount.toFixed(3) : amount.toFixed(2)}`;
}
