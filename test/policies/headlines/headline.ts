import { mayNot, type Rule, type RuleText } from '../statement/rule.ts';

/** What matters most that it is refused, said in a sentence, and how that is tried. */
export interface Headline {
  readonly claim: string;
  readonly tries: readonly Rule[];
}

/** Headlines of one kind. */
export interface Theme {
  readonly title: string;
  readonly headlines: readonly Headline[];
}

export function refused(claim: string, ...tries: readonly Rule[]): Headline {
  return { claim, tries };
}

export function trying(who: string | readonly string[], rule: Omit<RuleText, 'why'>): Rule {
  return mayNot(who, { ...rule, why: '' });
}
