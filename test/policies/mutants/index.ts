import type { Book } from '../asking/book.ts';
import type { RenderedPolicy } from '../lab/rendered-policy.ts';
import { changesOf } from './changes.ts';
import { mutantOf, type Mutant } from './mutant.ts';
import { withNeighbours } from './neighbours.ts';
import type { Probes } from './probes.ts';

/**
 * For each statement: a condition dropped or widened, a resource or a principal widened, a neighbouring action added, a Deny
 * or a part of it taken out.
 */
export function mutantsOf(policy: RenderedPolicy, book: Book, probes: Probes): readonly Mutant[] {
  return policy.document.Statement.flatMap((statement, index) =>
    [...changesOf(statement, policy), ...withNeighbours(statement, policy, book, probes)].map((change) =>
      mutantOf(policy, index, change),
    ),
  );
}
