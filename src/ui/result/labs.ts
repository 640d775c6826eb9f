import type { LabSummary } from '../../events.ts';
import { resultLine } from '../labs/lab-line.ts';
import { firstOf } from '../../lab/quantities.ts';
import { UNCUT, table } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import { foldLines } from '../text/steps.ts';

/** What was cut off is told in a few lines, however many labs there are. */
const MOST_NAMED = 20;

/** The labs of a run: all of them where they were looked at, else those that did not end well, with what is left of each. */
export function labLines(labs: readonly LabSummary[], width: number, paint: Paint): string[] {
  const cutOff = labs.filter(isCutOff).map(({ lab }) => lab);
  const told = labs.filter((lab) => !isCutOff(lab) && (lab.exitCode !== 0 || lab.stacks !== undefined));
  return [
    ...told.flatMap((lab) => [resultLine(lab, undefined, paint), ...remains(lab, paint)]),
    ...(cutOff.length > 0 ? foldLines(`${paint.warning('!')} interrupted: ${firstOf(cutOff, MOST_NAMED)}`, width) : []),
  ];
}

/** What goes on is told of all labs together, and there may be a hundred. */
function isCutOff({ status }: LabSummary): boolean {
  return status === 'interrupted';
}

/** `28 of 30 labs`. */
export function labsDone(labs: readonly LabSummary[]): string {
  const done = labs.filter(({ exitCode }) => exitCode === 0).length;
  return `${String(done)} of ${String(labs.length)} ${labs.length === 1 ? 'lab' : 'labs'}`;
}

function remains({ leftovers = [] }: LabSummary, paint: Paint): string[] {
  const rows = leftovers.map(({ kind, accountId, name, reason }) => [
    { text: `✖ ${kind}`, paint: paint.bad },
    accountId,
    name,
    reason,
  ]);
  return table(rows, UNCUT, 4);
}
