import type { PropertyChange, ResourceChange } from '../../lab/plan.ts';
import { cut } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

const ACTIONS: Readonly<Record<ResourceChange['action'], { sign: string; brush: keyof Paint; word: string }>> = {
  add: { sign: '+', brush: 'good', word: 'is added' },
  modify: { sign: '~', brush: 'accent', word: 'is modified' },
  replace: { sign: '!', brush: 'warning', word: 'is REPLACED' },
  remove: { sign: '-', brush: 'bad', word: 'is removed' },
};

/** How much of the common beginning of two long values is shown. */
const CONTEXT = 6;

/** What an update does to each resource, property by property. */
export function changeLines(changes: readonly ResourceChange[], width: number, paint: Paint): string[] {
  return changes.flatMap(({ logicalId, resourceType, action, properties }) => {
    const { sign, brush, word } = ACTIONS[action];
    const resource = cut(`${sign} ${logicalId} (${resourceType}) ${word}`, width - 6);
    return [`      ${paint[brush](resource)}`, ...properties.map((property) => propertyLine(property, width, paint))];
  });
}

/** Each value gets half of the width, so that neither hides the other. */
function propertyLine({ path, before, after, replaces }: PropertyChange, width: number, paint: Paint): string {
  const name = path.replace(/^\/Properties\//, '');
  const mark = replaces ? ' (replaces)' : '';
  if (before === undefined && after === undefined) return `          ${cut(name, width - 10 - mark.length)}${mark}`;
  const room = width - 10 - name.length - ': '.length - ' → '.length - mark.length;
  const half = Math.max(12, Math.floor(room / 2));
  const start = differenceStart(oneLine(before), oneLine(after), half);
  const excerpt = (value: string | undefined) => cut(skip(oneLine(value), start), half);
  return `          ${name}: ${paint.faint(excerpt(before))} → ${excerpt(after)}${paint.warning(mark)}`;
}

/** Documents often share their first half, so the common part of truncated values is cut first. */
function differenceStart(before: string, after: string, width: number): number {
  if (Math.max(before.length, after.length) <= width) return 0;
  let shared = 0;
  while (shared < before.length && before[shared] === after[shared]) shared += 1;
  return Math.max(0, shared - CONTEXT);
}

function skip(text: string, start: number): string {
  return start === 0 ? text : `…${text.slice(start)}`;
}

function oneLine(text: string | undefined): string {
  return text === undefined ? '(not set)' : text.replace(/\s+/g, ' ');
}
