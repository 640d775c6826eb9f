import { html, type Markup } from './markup.ts';

/** Where it is wider than the screen, it is moved within its frame, by the keyboard too. */
export function tableOf(heads: readonly string[], rows: readonly Markup[]): Markup {
  const titles = heads.map((head) => html`<th scope="col">${head}</th>`);
  return html`<div class="wide" role="group" tabindex="0" aria-label="${heads.join(', ')}">
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

/** An SVG in the page itself. As an image its styles and names stay its own. */
export function picture(svg: string, description: string): Markup {
  return html`<img class="picture" alt="${description}" src="data:image/svg+xml,${encodeURIComponent(svg)}" />`;
}

/** Something to be typed or chosen as it stands there. */
export function value(text: string): Markup {
  return html`<code class="value">${text}</code>`;
}

/** A command line to copy. Lines break between its words; without more, browsers break `--as` after its hyphens too. */
export function commandLine(text: string): Markup {
  const parts = text.split(/( +)/).map((part) => (part.includes('-') ? html`<span>${part}</span>` : html`${part}`));
  return html`<code>${parts}</code>`;
}

export function link(address: string, text: string | Markup): Markup {
  return html`<a href="${address}">${text}</a>`;
}
