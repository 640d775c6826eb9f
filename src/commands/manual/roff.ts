import { own } from '../../own.ts';

/** Requests of the macros that every `man` knows (man(7)); what is between them is text, escaped. */

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\(rs',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Text that stays as it is, for people who copy it too: hyphens are minus signs, and quotes are straight. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[\\\-'`^~]/g, (sign) => own(SPECIAL, sign) ?? sign)
    .replaceAll(
      /[^\n -~]/gu,
      (sign) => `\\[u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .replaceAll(/^\./gm, '\\&.');
}

export function heading(title: string): string {
  return `.SH ${argument(title.toUpperCase())}`;
}

export function subheading(title: string): string {
  return `.SS ${argument(title)}`;
}

export function paragraph(text: string): string {
  return `.PP\n${escaped(text)}`;
}

/** Lines that are not filled, such as examples. */
export function verbatim(lines: readonly string[]): string {
  return ['.PP', '.RS 4', '.nf', escaped(lines.join('\n')), '.fi', '.RE'].join('\n');
}

/** A term and what it means; `term` is roff already. */
export function entry(term: string, means: string): string {
  return `.TP\n${term}\n${escaped(means)}`;
}

export function bold(text: string): string {
  return `\\fB${escaped(text)}\\fR`;
}

/** Options and the names of commands bold, what is put in for a word slanted: `--as <name>`, `[path]`. */
export function usage(text: string): string {
  return text
    .split(/(<[^>]*>|\[[^\]<]*\])/)
    .map((part) =>
      /^[<[]/.test(part)
        ? placeholder(part)
        : part
            .split(/(?<=, )/)
            .map(option)
            .join(''),
    )
    .join('');
}

function placeholder(part: string): string {
  const [open, close] = part.startsWith('[') ? ['[', ']'] : ['', ''];
  return `${open}\\fI${escaped(part.slice(1, -1))}\\fR${close}`;
}

function option(part: string): string {
  const [, name = '', rest = ''] = /^(.*?)([,= ]*)$/.exec(part) ?? [];
  return name === '' ? rest : `${bold(name)}${rest}`;
}

function argument(text: string): string {
  return `"${escaped(text).replaceAll('"', '\\(dq')}"`;
}
