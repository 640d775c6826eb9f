import type { TaughtReport } from '../../events.ts';
import { table } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

/** What a lab teaches, in the words of its course. */
export function taughtLines({ course, question, answer, passes }: TaughtReport, width: number, paint: Paint): string[] {
  const rows = [
    [course, question],
    ['Answer', answer],
    ['Passes', passes],
  ];
  return [paint.strong('Course'), ...table(rows, width)];
}
