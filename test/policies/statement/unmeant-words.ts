import type { Attempt } from '../asking/attempts.ts';
import { isMeant, type Named } from '../world/named.ts';
import type { Meant } from './meant.ts';
import type { Rule } from './rule.ts';

/** Words of rules that are nobody's and nothing's name, at least not together with the others of the rule. */
export function unmeantWords(rules: readonly Rule[], meant: Meant): string[] {
  return rules.flatMap((rule) => {
    const attempts = meant(rule).map(({ attempt }) => attempt);
    return wordsOf(rule).flatMap(([word, part]) =>
      attempts.some((attempt) => isMeant([word], part(attempt))) ? [] : [`${word}: ${rule.why}`],
    );
  });
}

type Part = (attempt: Attempt) => Named;

function wordsOf({ who, actions, on, how = [] }: Rule): (readonly [word: string, part: Part])[] {
  const all = (words: readonly string[], part: Part) => words.map((word) => [word, part] as const);
  return [
    ...all(who, ({ actor }) => actor),
    ...all(actions, ({ action }) => ({ name: action })),
    ...all(on, ({ place }) => place),
    ...all(how, ({ situation }) => situation),
  ];
}
