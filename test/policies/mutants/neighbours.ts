import type { Book } from '../asking/book.ts';
import { decisionOn } from '../asking/decision.ts';
import { listOf, type RenderedPolicy, type Statement } from '../lab/rendered-policy.ts';
import { NEIGHBOURS } from '../world/actions.ts';
import type { Change } from './mutant.ts';
import { namesAction, type Probes } from './probes.ts';

/**
 * Of each service in a statement the first neighbouring action that nothing else allows there, and that this statement
 * would let somebody do if it had it.
 */
export function withNeighbours(statement: Statement, policy: RenderedPolicy, book: Book, probes: Probes): Change[] {
  if (statement.Effect === 'Deny') return [];
  const beside = besides(statement, policy, book);
  const services = new Set(listOf(statement.Action).map((action) => action.split(':')[0] ?? ''));
  return [...services].flatMap((service): Change[] => {
    const neighbour = NEIGHBOURS.find(
      (action) =>
        action.startsWith(`${service}:`) &&
        !beside.some((each) => namesAction(each, action)) &&
        wouldLet({ ...statement, Action: action }, policy, book, probes),
    );
    if (neighbour === undefined) return [];
    return [[`with ${neighbour}`, { ...statement, Action: [...listOf(statement.Action), neighbour] }]];
  });
}

/** All statements that say what the same somebody may; those of a resource or a trust are about one each. */
function besides(statement: Statement, policy: RenderedPolicy, { identity }: Book): readonly Statement[] {
  if (policy.kind === 'resource' || policy.kind === 'trust') return [statement];
  const policies = policy.kind === 'identity' ? (identity.get(policy.of) ?? []) : [policy];
  return policies.flatMap(({ document }) => document.Statement).filter(({ Effect }) => Effect === 'Allow');
}

/** Whether somebody could do something by the statement alone that is refused without it. */
function wouldLet(statement: Statement, policy: RenderedPolicy, book: Book, probes: Probes): boolean {
  const only = { policy, document: JSON.stringify({ ...policy.document, Statement: [statement] }) };
  const nothing = { policy, document: JSON.stringify({ ...policy.document, Statement: [] }) };
  const concerned = probes.get(policy)?.get(listOf(statement.Action)[0] ?? '') ?? [];
  return concerned.some(
    ({ attempt }) => decisionOn(attempt, book, only).allowed && !decisionOn(attempt, book, nothing).allowed,
  );
}
