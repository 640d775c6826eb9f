import type { CheckReport } from '../../events.ts';
import { fold, wrap } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import { stepLines } from '../text/steps.ts';

const SIGNS: Readonly<Record<CheckReport['outcome'], { readonly sign: string; readonly brush: keyof Paint }>> = {
  ok: { sign: '✔', brush: 'good' },
  warning: { sign: '!', brush: 'warning' },
  failed: { sign: '✖', brush: 'bad' },
  skipped: { sign: '-', brush: 'faint' },
};

/** What doctor found: a line each, with the particulars and the remedy below it. Nothing is cut. */
export function checkLines(checks: readonly CheckReport[], width: number, paint: Paint): string[] {
  const title = Math.max(...checks.map((check) => check.title.length));
  const lines = checks.flatMap((check) => linesOf(check, title, width, paint));
  return [paint.strong('Checks'), ...lines, '', countLine(checks)];
}

/** Beside its title where there is room for both; else below it. */
function linesOf(
  { outcome, title, found, details = [], next = [] }: CheckReport,
  column: number,
  width: number,
  paint: Paint,
) {
  const { sign, brush } = SIGNS[outcome];
  const mark = paint[brush](sign);
  const beside = `${title.padEnd(column)}  ${found}`;
  const head = beside.length + 2 <= width ? [`${mark} ${beside}`] : [`${mark} ${title}`, ...wrap(found, width, 4)];
  return [
    ...head,
    ...details.flatMap((detail) => fold(`    ${detail}`, width)),
    ...stepLines(next, paint, width - 2).map((line) => `  ${line}`),
  ];
}

function countLine(checks: readonly CheckReport[]): string {
  const number = (wanted: CheckReport['outcome']) => checks.filter(({ outcome }) => outcome === wanted).length;
  const [warnings, failures, skips] = [number('warning'), number('failed'), number('skipped')];
  return [
    `${String(number('ok'))} well`,
    warnings > 0 && `${String(warnings)} to know of`,
    failures > 0 && `${String(failures)} to mend`,
    skips > 0 && `${String(skips)} not looked at`,
  ]
    .filter(Boolean)
    .join(', ');
}
