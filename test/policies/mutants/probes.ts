import { policiesAbout, type Book } from '../asking/book.ts';
import { decisionOn } from '../asking/decision.ts';
import type { Probe } from '../asking/probe.ts';
import { listOf, type RenderedPolicy, type Statement } from '../lab/rendered-policy.ts';
import type { Mutant } from './mutant.ts';

/** The probes on which each policy has a say, by their action. */
export type Probes = ReadonlyMap<RenderedPolicy, ReadonlyMap<string, readonly Probe[]>>;

export function byPolicy(probes: readonly Probe[], book: Book): Probes {
  const found = new Map<RenderedPolicy, Map<string, Probe[]>>();
  for (const probe of probes) {
    const { actor, action, place } = probe.attempt;
    for (const policy of policiesAbout(actor, action, place, book)) {
      const ofPolicy = found.get(policy) ?? new Map<string, Probe[]>();
      found.set(policy, ofPolicy);
      const ofAction = ofPolicy.get(action);
      if (ofAction) ofAction.push(probe);
      else ofPolicy.set(action, [probe]);
    }
  }
  return found;
}

/** Whether a probe gets another answer from the changed policy. */
export function isNoticed(mutant: Mutant, probes: Probes, book: Book): boolean {
  return concerned(mutant, probes).some((probe) => isAnsweredOtherwise(probe, mutant, book));
}

/** All probes that get another answer. */
export function noticing(mutant: Mutant, probes: Probes, book: Book): Probe[] {
  return concerned(mutant, probes).filter((probe) => isAnsweredOtherwise(probe, mutant, book));
}

/** Only those can be answered otherwise whose action the statement has or had. */
function concerned({ of, statement, changed }: Mutant, probes: Probes): Probe[] {
  return [...(probes.get(of) ?? [])]
    .filter(([action]) => [statement, changed].some((each) => each && namesAction(each, action)))
    .flatMap(([, ofAction]) => ofAction);
}

function isAnsweredOtherwise({ attempt, isAllowed }: Probe, { of, text }: Mutant, book: Book): boolean {
  return decisionOn(attempt, book, { policy: of, document: text }).allowed !== isAllowed;
}

export function namesAction({ Action }: Statement, action: string): boolean {
  return listOf(Action).some(
    (pattern) => pattern === action || (pattern.includes('*') && expressionOf(pattern).test(action)),
  );
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
  expressions.set(pattern, expression);
  return expression;
}
