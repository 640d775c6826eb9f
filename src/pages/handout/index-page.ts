import { documentOf } from '../document.ts';
import { html, type Markup } from '../markup.ts';
import { link, tableOf } from '../parts.ts';
import { day } from './day.ts';
import { HANDOUT_STYLE } from './style.ts';

/** A lab of a class, with where its pages are. */
export interface IndexEntry {
  readonly lab: string;
  readonly region: string;
  /** Relative to the index, as in all entries. */
  readonly file: string;
  readonly until?: string | undefined;
  readonly people: readonly { readonly name: string; readonly file: string }[];
}

/** Leads to the pages of all labs. */
export function indexPage(entries: readonly IndexEntry[]): string {
  const title = 'The labs of the class';
  const body = html`<h1>${title}</h1>
    <p>
      A page for each lab, and one for each person whom the settings name. Hand out single pages or the whole folder.
    </p>
    ${tableOf(['Lab', 'Region', 'People', 'Ends'], entries.map(rowOf))}`;
  return documentOf({ title, style: HANDOUT_STYLE, body, mark: { page: 'index' } });
}

function rowOf({ lab, region, file, until, people }: IndexEntry): Markup {
  const pages = people.map((person) => html`<li>${link(addressOf(person.file), html`<bdi>${person.name}</bdi>`)}</li>`);
  return html`<tr>
    <td>${link(addressOf(file), lab)}</td>
    <td>${region}</td>
    <td>
      ${
        pages.length > 0
          ? html`<ul>
              ${pages}
            </ul>`
          : '–'
      }
    </td>
    <td>${until === undefined ? '–' : day(until)}</td>
  </tr>`;
}

/** A relative path is an address where what means something in addresses is written otherwise. */
function addressOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
