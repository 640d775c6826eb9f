import { isUsual, type Attempt } from '../asking/attempts.ts';
import { EVERYTHING, isMeant } from '../world/named.ts';

/** A line of the security statement: who may do what to what, or may not although a line before says so. */
export interface Rule {
  /** Names of actors, or of groups of them. */
  readonly who: readonly string[];
  readonly verdict: 'may' | 'may not';
  readonly actions: readonly string[];
  /** Names of places, or of groups of them. */
  readonly on: readonly string[];
  /** Names of situations. Left out, the usual one. */
  readonly how?: readonly string[];
  /** Why that matters. */
  readonly why: string;
}

export interface RuleText {
  /** Actions, separated by spaces; of one service without repeating its name: `s3:GetObject PutObject`. */
  readonly what: string;
  readonly on: string | readonly string[];
  readonly how?: string | readonly string[];
  readonly why: string;
}

export function may(who: string | readonly string[], { what, on, how, why }: RuleText): Rule {
  return {
    who: [who].flat(),
    verdict: 'may',
    actions: actionsIn(what),
    on: [on].flat(),
    ...(how !== undefined && { how: [how].flat() }),
    why,
  };
}

export function mayNot(who: string | readonly string[], rule: RuleText): Rule {
  return { ...may(who, rule), verdict: 'may not' };
}

function actionsIn(text: string): readonly string[] {
  let service = '';
  return text.split(/\s+/).map((word) => {
    const [prefix = '', name] = word.split(':');
    if (name === undefined) return word === EVERYTHING ? word : `${service}:${word}`;
    service = prefix;
    return word;
  });
}

export function speaksOf(rule: Rule, attempt: Attempt): boolean {
  const { actor, action, place, situation } = attempt;
  return (
    isMeant(rule.who, actor) &&
    isMeant(rule.actions, { name: action }) &&
    isMeant(rule.on, place) &&
    (rule.how === undefined ? isUsual(attempt) : isMeant(rule.how, situation))
  );
}

/** Which rule decides whether an attempt is to succeed: the last that speaks of it. What none speaks of is refused. */
export function decidingRule(rules: readonly Rule[]): (attempt: Attempt) => Rule | undefined {
  const byActor = new Map<Attempt['actor'], readonly Rule[]>();
  return (attempt) => {
    const { actor } = attempt;
    const concerned = byActor.get(actor) ?? rules.filter(({ who }) => isMeant(who, actor));
    byActor.set(actor, concerned);
    return concerned.findLast((rule) => speaksOf(rule, attempt));
  };
}
