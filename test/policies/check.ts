import { attemptsOf } from './asking/attempts.ts';
import { bookOf, type Book } from './asking/book.ts';
import { decisionOn } from './asking/decision.ts';
import type { PolicyDocument } from './lab/rendered-policy.ts';
import { BOB, RENDERED } from './lab/site.ts';
import { mutantsOf } from './mutants/index.ts';
import type { Mutant } from './mutants/mutant.ts';
import { byPolicy, type Probe } from './mutants/probes.ts';
import { meantAmong } from './statement/meant.ts';
import { actionsOf } from './world/actions.ts';
import { ACTORS } from './world/actors.ts';

export const ACTIONS = actionsOf(RENDERED.policies);

export const BOOK = bookOf(RENDERED.policies);

/** Everybody tries every action on everything in every way. */
export const PROBES = probesOf(BOOK);

export const MEANT = meantAmong(PROBES);

export const PROBES_BY_POLICY = byPolicy(PROBES, BOOK);

/** Bob's notebook is another copy of the same template. */
export const POLICIES = RENDERED.policies.filter((policy) => !JSON.stringify(policy).includes(BOB));

export const MUTANTS = POLICIES.flatMap((policy) => mutantsOf(policy, BOOK, PROBES_BY_POLICY));

function probesOf(book: Book): readonly Probe[] {
  return ACTORS.flatMap((actor) => attemptsOf(actor, ACTIONS, book)).map((attempt) => ({
    attempt,
    isAllowed: decisionOn(attempt, book).allowed,
  }));
}

/** What a lab with that mutant among its policies would answer. */
export function probesWith({ of, text }: Mutant): { readonly probes: readonly Probe[]; readonly book: Book } {
  const changed = { ...of, document: JSON.parse(text) as PolicyDocument };
  const book = bookOf(RENDERED.policies.map((policy) => (policy === of ? changed : policy)));
  const concerned = PROBES_BY_POLICY.get(of) ?? new Map<string, readonly Probe[]>();
  const attempts = [...concerned.values()].flat().map(({ attempt }) => attempt);
  return { book, probes: attempts.map((attempt) => ({ attempt, isAllowed: decisionOn(attempt, book).allowed })) };
}
