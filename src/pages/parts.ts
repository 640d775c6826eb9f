import { html, type Markup } from './markup.ts';

export function tableOf(heads: readonly string[], rows: readonly Markup[]): Markup {
  const titles = heads.map((head) => html`<th scope="col">${head}</th>`);
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${titles}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

export function time(iso: string): Markup {
  const shown = iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  return html`<time datetime="${iso}">${shown}</time>`;
}
