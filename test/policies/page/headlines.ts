import type { Book } from '../asking/book.ts';
import { attemptsAt } from '../headlines/attempts.ts';
import type { Headline } from '../headlines/headline.ts';
import { THEMES } from '../headlines/index.ts';
import { refusals } from '../headlines/whole.ts';
import type { Rule } from '../statement/rule.ts';
import { table } from './table.ts';
import { actionsTold, capital, howTold, refusalsTold } from './words.ts';

/** What is refused and matters most, how that is tried, and every statement that refuses it by itself. */
export function headlines(book: Book, everyAction: readonly string[]): string {
  return THEMES.map(({ title, headlines }) => {
    const rows = headlines.map((headline) => [
      headline.claim,
      headline.tries.map(tryTold).join('<br>'),
      refusedBy(headline, book, everyAction),
    ]);
    return `### ${title}\n\n${table(['what holds', 'as it was tried', 'what refuses it'], rows)}\n`;
  }).join('\n');
}

function tryTold(rule: Rule): string {
  const how = howTold(rule);
  return `${capital(rule.who.join(', '))}: ${actionsTold(rule)} on ${rule.on.join(', ')}${how && ` (${how})`}`;
}

function refusedBy({ tries }: Headline, book: Book, everyAction: readonly string[]): string {
  const attempts = tries.flatMap((rule) => attemptsAt(rule, everyAction));
  return refusalsTold(attempts.flatMap((attempt) => refusals(attempt, book)));
}
