import { statementName, type RenderedPolicy, type Statement } from '../lab/rendered-policy.ts';
import type { Attempt } from './attempts.ts';
import { policiesAbout, type Book } from './book.ts';
import { decisionOn } from './decision.ts';

/** The statements by which an attempt succeeds: those that let it through alone, where without any it is refused. */
export function allowing(attempt: Attempt, book: Book): readonly string[] {
  const { actor, action, place } = attempt;
  const asked = policiesAbout(actor, action, place, book);
  if (asked.every((policy) => isAllowedBy(policy, [], attempt, book))) return [];
  return asked.flatMap((policy) =>
    policy.document.Statement.filter(
      (statement) => statement.Effect === 'Allow' && isAllowedBy(policy, [statement], attempt, book),
    ).map((statement) => statementName(policy, statement)),
  );
}

/** With that policy alone, and of it no more than some statements. */
function isAllowedBy(policy: RenderedPolicy, Statement: readonly Statement[], attempt: Attempt, book: Book): boolean {
  const alone = {
    identity: new Map([...book.identity].filter(([of]) => of !== policy.of)),
    others: book.others,
  };
  if (policy.kind === 'identity') alone.identity.set(policy.of, [policy]);
  const document = JSON.stringify({ ...policy.document, Statement });
  return decisionOn(attempt, alone, { policy, document }).allowed;
}
