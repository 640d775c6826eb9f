import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { stackEventsLink } from '../../lab/console-links.ts';
import { count, duration, elapsed } from '../../lab/quantities.ts';
import { USUAL_SECONDS, usualTotal } from '../../lab/usual-times.ts';
import { fittedTable, type FittedCell } from '../text/fitted.ts';
import { fitting } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import type { RunningStack, RunningStacks } from './running-stacks.ts';
import type { AheadStack, StacksAhead } from './stacks-ahead.ts';
import type { BlockStyle } from './style.ts';

interface Shown {
  readonly stacks: RunningStacks;
  readonly ahead: StacksAhead | undefined;
}

/** From how many columns on there is room for what CloudFormation said last, for usual times, and for accounts. */
const WIDE = 64;
const WIDEST = 100;

/** A heading, then a line for each stack that is not done: those in progress, and those that wait. */
export function drawStacks({ stacks, ahead }: Shown, now: number, width: number, style: BlockStyle): string {
  const running = [...stacks.values()];
  const waiting = (ahead?.stacks ?? []).filter(
    ({ state, reference }) => state === 'ahead' && !running.some((each) => isSame(each, reference)),
  );
  const isWide = width >= WIDE;
  const rows = [
    ...running.map((stack) => runningRow(stack, aheadOf(ahead, stack), { now, isWide }, style)),
    ...waiting.map((stack) => waitingRow(stack, ahead?.stacks ?? [], style.paint)),
  ];
  const shown = rows.map((row) => row.slice(width < WIDEST ? 1 : 0, isWide ? undefined : 4));
  const heading = fitting(headingOf({ stacks, ahead }, now), width - 2);
  return [heading, ...fittedTable(shown, width)].join('\n');
}

function headingOf({ stacks, ahead }: Shown, now: number): readonly string[] {
  if (ahead?.since === undefined) {
    const since = Math.min(...[...stacks.values()].map((stack) => stack.since));
    return [`${count(stacks.size, 'stack')} in progress`, elapsed(since, now)];
  }
  const { course, since, stacks: planned } = ahead;
  const done = planned.filter(({ state }) => state === 'done').length;
  const failed = planned.filter(({ state }) => state === 'failed').length;
  const isOver = done === planned.length && course === 'delete';
  return [
    `${String(done)} of ${count(planned.length, 'stack')} ${course === 'delete' ? 'gone' : 'done'}`,
    ...(failed > 0 ? [`${String(failed)} failed`] : []),
    elapsed(since, now),
    ...(isOver ? ['listing what is left'] : failed > 0 ? [] : usually(ahead)),
  ];
}

/** An update takes as long as what it changes. */
function usually({ course, stacks }: StacksAhead): string[] {
  if (stacks.some((each) => each.course === undefined)) return [];
  const ids = stacks.map(({ reference }) => reference.stack);
  return [`usually about ${duration(usualTotal(ids, course))}`];
}

function aheadOf(ahead: StacksAhead | undefined, stack: RunningStack): AheadStack | undefined {
  return ahead?.stacks.find(({ reference }) => isSame(stack, reference));
}

function isSame({ reference }: RunningStack, other: AheadStack['reference']): boolean {
  return reference.accountId === other.accountId && reference.stackName === other.stackName;
}

function runningRow(
  stack: RunningStack,
  planned: AheadStack | undefined,
  { now, isWide }: { readonly now: number; readonly isWide: boolean },
  { paint, linked }: BlockStyle,
): FittedCell[] {
  const { reference, since, operation, latest, stackId } = stack;
  const { account, stackName } = reference;
  const named = (text: string) => {
    const strong = paint.strong(text);
    return stackId === undefined ? strong : linked(strong, stackEventsLink(stackId));
  };
  const usual =
    operation === 'create' || operation === 'delete' ? USUAL_SECONDS[operation][reference.stack] : undefined;
  const time = elapsed(since, now);
  return [
    { text: ACCOUNT_TITLES[account], least: 0 },
    { text: stackName, least: 12, paint: named },
    { text: usual === undefined || !isWide ? time : `${time} of ~${duration(usual)}`, paint: paint.accent },
    { text: progressOf(stack, planned) },
    { text: latest, least: 1, paint: paint.faint },
  ];
}

/** What an operation leaves alone, or makes besides, changes nothing about what it has to do. */
function progressOf({ operation, seen, done }: RunningStack, planned: AheadStack | undefined): string {
  const isWhole = planned?.course === undefined ? operation === 'update' : planned.course === operation;
  const total = isWhole ? planned?.resources : undefined;
  if (total) return `${String(Math.min(done.size, total))}/${String(total)}`;
  return seen.size === 0 ? '' : `${String(done.size)} done`;
}

function waitingRow({ reference, awaits }: AheadStack, all: readonly AheadStack[], paint: Paint): FittedCell[] {
  const before = all.filter((each) => each.state !== 'done' && awaits.includes(each.reference.stack));
  const failed = before.find(({ state }) => state === 'failed');
  const names = before.map((each) => each.reference.stackName).join(', ');
  const says = failed ? `${failed.reference.stackName} failed` : names === '' ? 'is next' : `for ${names}`;
  return [
    { text: ACCOUNT_TITLES[reference.account], least: 0, paint: paint.faint },
    { text: reference.stackName, least: 12, paint: paint.faint },
    { text: failed ? 'not begun' : 'waits', paint: paint.faint },
    { text: '' },
    { text: says, least: 1, paint: paint.faint },
  ];
}
