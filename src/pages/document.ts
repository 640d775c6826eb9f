import { createHash } from 'node:crypto';
import { markText, type HandoutMark } from '../lab/handout-mark.ts';
import { html, raw, type Markup } from './markup.ts';

interface Page {
  readonly title: string;
  /** CSS: ours, and nothing of what others wrote. */
  readonly style: string;
  readonly body: Markup;
  /** For pages of a handout, which are written again. */
  readonly mark?: HandoutMark;
}

/** A page that needs nothing else: no script, no font, no network. What others wrote could load nothing, either. */
export function documentOf({ title, style, body, mark }: Page): string {
  return html`<!doctype html>
    ${mark ? raw(markText(mark)) : ''}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policyFor(style)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.text;
}

/** The one style is allowed by its hash (Content Security Policy Level 3, 6.7.3.3), and pictures that are in the page itself. */
function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
