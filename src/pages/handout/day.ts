import { html, type Markup } from '../markup.ts';

/** A date as people read it in any country: `Thursday, 24 December 2026`. */
export function day(date: string): Markup {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const shown = new Intl.DateTimeFormat('en-GB', options).format(Date.parse(`${date}T00:00:00Z`));
  return html`<time datetime="${date}">${shown}</time>`;
}
