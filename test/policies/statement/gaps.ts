import { allowing } from '../asking/allowing.ts';
import type { Book } from '../asking/book.ts';
import type { Probe } from '../asking/probe.ts';
import { decidingRule, type Rule } from './rule.ts';

/** What the policies decide otherwise than the rules say, told in as few lines as there can be. */
export function gaps(probes: readonly Probe[], rules: readonly Rule[], book: Book): string[] {
  const ruleFor = decidingRule(rules);
  const found = probes.filter(({ attempt, isAllowed }) => (ruleFor(attempt)?.verdict === 'may') !== isAllowed);
  const byAction = merged(
    found.map((probe) => gapOf(probe, book)),
    'actions',
  );
  return merged(byAction, 'places').map(line);
}

interface Gap {
  readonly verdict: string;
  readonly who: string;
  readonly actions: readonly string[];
  readonly places: readonly string[];
  readonly how: string;
  readonly by: string;
}

function gapOf({ attempt, isAllowed }: Probe, book: Book): Gap {
  const { actor, action, place, situation } = attempt;
  return {
    verdict: isAllowed ? 'allowed, and no line says so' : 'refused, though a line allows it',
    who: actor.name,
    actions: [action],
    places: [place.name],
    how: situation.name,
    by: isAllowed ? allowing(attempt, book).join(', ') : '',
  };
}

/** Gaps that differ in one part only become one. */
function merged(gaps: readonly Gap[], part: 'actions' | 'places'): Gap[] {
  const found = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = JSON.stringify({ ...gap, [part]: [] });
    const known = found.get(key);
    found.set(key, known ? { ...known, [part]: [...known[part], ...gap[part]] } : gap);
  }
  return [...found.values()];
}

function line({ verdict, who, actions, places, how, by }: Gap): string {
  return `${verdict}: ${who}: ${actions.join(' ')} on ${places.join(', ')} (${how})${by && `, by ${by}`}`;
}
