import { attemptsOf } from './asking/attempts.ts';
import { bookOf, type Book } from './asking/book.ts';
import { decisionOn } from './asking/decision.ts';
import type { Probe } from './asking/probe.ts';
import type { PolicyDocument, RenderedPolicy } from './lab/rendered-policy.ts';
import { BOB, RENDERED, RENDERED_FOR_VISITORS } from './lab/site.ts';
import { mutantsOf } from './mutants/index.ts';
import type { Mutant } from './mutants/mutant.ts';
import { byPolicy, type Probes } from './mutants/probes.ts';
import { CHAPTERS, FOR_VISITORS, type Chapter } from './statement/index.ts';
import { meantAmong, type Meant } from './statement/meant.ts';
import type { Rule } from './statement/rule.ts';
import { actionsOf } from './world/actions.ts';
import { ACTORS } from './world/actors.ts';

/** A lab with what is said of it, and how it answers when everybody tries every action on everything in every way. */
export interface Case {
  readonly chapters: readonly Chapter[];
  readonly rules: readonly Rule[];
  readonly book: Book;
  /** The policies that the case is about. */
  readonly policies: readonly RenderedPolicy[];
  readonly probes: readonly Probe[];
  readonly probesByPolicy: Probes;
  readonly meant: Meant;
  readonly mutants: readonly Mutant[];
}

export const ACTIONS = actionsOf(RENDERED.policies);

function caseOf(chapters: readonly Chapter[], all: readonly RenderedPolicy[], about = all): Case {
  const book = bookOf(all);
  const probes = probesOf(book, about);
  const probesByPolicy = byPolicy(probes, book);
  // Bob's notebook is another copy of the same template.
  const policies = about.filter((policy) => !JSON.stringify(policy).includes(BOB));
  return {
    chapters,
    rules: chapters.flatMap(({ rules }) => rules),
    book,
    policies,
    probes,
    probesByPolicy,
    meant: meantAmong(probes),
    mutants: policies.flatMap((policy) => mutantsOf(policy, book, probesByPolicy)),
  };
}

function probesOf(book: Book, about: readonly RenderedPolicy[]): Probe[] {
  const policies = new Set(about);
  return ACTORS.flatMap((actor) => attemptsOf(actor, ACTIONS, policies, book)).map((attempt) => ({
    attempt,
    isAllowed: decisionOn(attempt, book).allowed,
  }));
}

/** What is different in another rendering of the same lab. */
function differing(from: readonly RenderedPolicy[], policies: readonly RenderedPolicy[]): RenderedPolicy[] {
  const known = new Set(from.map((policy) => JSON.stringify(policy)));
  return policies.filter((policy) => !known.has(JSON.stringify(policy)));
}

export const LAB = caseOf(CHAPTERS, RENDERED.policies);

const LAB_FOR_VISITORS = caseOf(
  FOR_VISITORS,
  RENDERED_FOR_VISITORS.policies,
  differing(RENDERED.policies, RENDERED_FOR_VISITORS.policies),
);

export const CASES: readonly Case[] = [LAB, LAB_FOR_VISITORS];

/** How the case would answer with a mutant among its policies. */
export function answersWith({ of, text }: Mutant, { book, probesByPolicy }: Case): Pick<Case, 'book' | 'probes'> {
  const changed = { ...of, document: JSON.parse(text) as PolicyDocument };
  const all = [...[...book.identity.values()].flat(), ...book.others.values()];
  const other = bookOf(all.map((policy) => (policy === of ? changed : policy)));
  const concerned = [...(probesByPolicy.get(of)?.values() ?? [])].flat();
  return {
    book: other,
    probes: concerned.map(({ attempt }) => ({ attempt, isAllowed: decisionOn(attempt, other).allowed })),
  };
}
