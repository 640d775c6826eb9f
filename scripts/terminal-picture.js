/** Terminals as pictures: text that can be selected, in the colours of the reader's page. */

/**
 * A run of a command whose output is shown. Lines that match none of `keep` are left out.
 * @typedef {{ args: readonly string[], keep: readonly RegExp[] }} Scene
 */

/** How a run ended, and lines between paragraphs. */
export const ENDINGS = [/^[✔✖=] \w+: /, /^$/];

/**
 * One window, with one run after the other.
 * @param {readonly (Scene & { printed: string })[]} runs
 * @param {string} [title] the command, unless it is given
 */
export function terminal(runs, title = `Terminal: ${commandOf(runs[0]?.args ?? [])}`) {
  const lines = runs.flatMap(({ args, keep, printed }) => [
    commandOf(args),
    ...excerpt(anonymous(printed).split('\n'), keep),
    '',
  ]);
  const rows = lines.slice(0, -1).flatMap((line) => wrapped(line).map((text) => ({ text, kind: kindOf(line) })));
  const height = 40 + rows.length * 17 + 12;
  const dots = ['#ff5f57', '#febc2e', '#28c840'];
  const shown = runs.map(({ args }) => commandOf(args).slice(2)).join('; ');
  return svg(WIDTH, height, title, [
    `<desc>What these commands print, shortened: ${escaped(shown)}</desc>`,
    STYLE,
    `<rect class="window" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>`,
    ...dots.map((fill, index) => `<circle cx="${18 + index * 18}" cy="17" r="5" fill="${fill}"/>`),
    '<g xml:space="preserve">',
    ...rows.map(({ text, kind }, row) => `<text${kind} x="16" y="${48 + row * 17}">${escaped(text)}</text>`),
    '</g>',
  ]);
}

/** @param {readonly string[]} args */
function commandOf(args) {
  return `$ mlops-lab ${args.join(' ')}`;
}

/** @param {string} line */
function kindOf(line) {
  const kind = KINDS.find(([pattern]) => pattern.test(line))?.[1];
  return kind === undefined ? '' : ` class="${kind}"`;
}

const COLUMNS = 104;
const WIDTH = 820;

/** @type {readonly [RegExp, string][]} */
const KINDS = [
  [/^\$ /, 'command'],
  [/^✔ /, 'good'],
  [/^✖ /, 'bad'],
  [/^ {2}(→|\+) /, 'plan'],
];

const STYLE = `<style>
text { font: 12.5px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; white-space: pre; }
.window { fill: #f6f8fa; stroke: #d1d9e0; } .command { font-weight: 600; }
.good { fill: #116329; } .bad { fill: #a40e26; } .plan { fill: #0550ae; }
@media (prefers-color-scheme: dark) {
  text { fill: #d0d7de; } .window { fill: #161b22; stroke: #3d444d; } .command { fill: #ffffff; }
  .good { fill: #56d364; } .bad { fill: #ff7b72; } .plan { fill: #79c0ff; }
}
</style>`;

/** Without ids that are made up: they are long, and others as soon as anything in the lab is. @param {string} printed */
function anonymous(printed) {
  return printed
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
    .replaceAll(/(nonprod|production)-[0-9a-f]{12}\b/g, '$1-…')
    .replaceAll(/\bport-\w{13}/g, 'port-…');
}

/** @param {readonly string[]} lines @param {readonly RegExp[]} keep */
function excerpt(lines, keep) {
  const kept = lines.filter((line) => keep.some((pattern) => pattern.test(line)));
  return kept
    .filter((line, index) => line !== '' || (index > 0 && kept[index - 1] !== ''))
    .join('\n')
    .trimEnd()
    .split('\n');
}

/** @param {string} line @returns {string[]} */
function wrapped(line) {
  if (line.length <= COLUMNS) return [line];
  const space = line.lastIndexOf(' ', COLUMNS);
  const at = space > 8 ? space : COLUMNS;
  return [line.slice(0, at), ...wrapped(`      ${line.slice(at).trimStart()}`)];
}

/** @param {number} width @param {number} height @param {string} title @param {readonly string[]} content */
export function svg(width, height, title, content) {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`;
  return [open, `<title>${escaped(title)}</title>`, ...content, '</svg>', ''].join('\n');
}

/** @param {string} text */
export function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
