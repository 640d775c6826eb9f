import { allowing } from '../asking/allowing.ts';
import { policiesAbout, type Book } from '../asking/book.ts';
import { decisionOn } from '../asking/decision.ts';
import type { Probe } from '../asking/probe.ts';
import { refusalOf } from '../asking/refusal.ts';
import type { Case } from '../case.ts';
import type { Chapter } from '../statement/index.ts';
import type { Meant } from '../statement/meant.ts';
import type { Rule } from '../statement/rule.ts';
import { isMeant } from '../world/named.ts';
import { table } from './table.ts';
import { actionsTold, capital, howTold, refusalsTold } from './words.ts';

/** What everybody may, and by which statement. */
export function chapters({ chapters, meant, book }: Case): string {
  return chapters
    .map((chapter) => {
      const text = chapter.layout === 'a table' ? whole(chapter, meant, book) : byActor(chapter, meant, book);
      return `### ${chapter.title}\n\n${chapter.about}\n\n${text}\n`;
    })
    .join('\n');
}

function whole({ rules }: Chapter, meant: Meant, book: Book): string {
  const rows = rules.map((rule) => [capital(rule.who.join(', ')), ...cells(rule, meant(rule), book)]);
  return table(['who', ...COLUMNS], rows);
}

/** A table for each who is named. */
function byActor({ rules }: Chapter, meant: Meant, book: Book): string {
  const whos = [...new Set(rules.flatMap(({ who }) => who))];
  return whos
    .map((who) => {
      const rows = rules
        .filter((rule) => rule.who.includes(who))
        .map((rule) => {
          const own = meant(rule).filter(({ attempt: { actor } }) => isMeant([who], actor));
          return cells(rule, own, book);
        });
      return `#### ${capital(who)}\n\n${table(COLUMNS, rows)}`;
    })
    .join('\n\n');
}

const COLUMNS = ['', 'what', 'on', 'how', 'since', 'by'];

function cells(rule: Rule, probes: readonly Probe[], book: Book): string[] {
  return [rule.verdict, actionsTold(rule), rule.on.join(', '), howTold(rule), rule.why, behind(rule, probes, book)];
}

/** The statements behind a line: one look at each action and thing, since ways to do it differ in nothing but conditions. */
function behind({ verdict }: Rule, probes: readonly Probe[], book: Book): string {
  const looks = firstOfEach(probes, ({ attempt: { actor, action, place } }) => `${actor.name} ${action} ${place.name}`);
  if (verdict === 'may') {
    const found = looks.filter(({ isAllowed }) => isAllowed).flatMap(({ attempt }) => allowing(attempt, book));
    return [...new Set(found)].map((name) => `\`${name}\``).join(', ') || 'rights of their own';
  }
  return refusalsTold(
    looks.flatMap(({ attempt }) => {
      const decision = decisionOn(attempt, book);
      const { actor, action, place } = attempt;
      return decision.allowed ? [] : [refusalOf(decision, policiesAbout(actor, action, place, book))];
    }),
  );
}

function firstOfEach<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const found = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (!found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}
