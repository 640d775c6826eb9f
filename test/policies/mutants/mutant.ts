import { statementName, type RenderedPolicy, type Statement } from '../lab/rendered-policy.ts';

/** A policy with one statement changed to the worse, as a slip of the hand might. */
export interface Mutant {
  readonly of: RenderedPolicy;
  /** `DeployRole/ChangeOwn: without the condition …`. */
  readonly name: string;
  /** As it is, and as it was changed; undefined where it was taken out. */
  readonly statement: Statement;
  readonly changed: Statement | undefined;
  /** The policy's document with the change in it. */
  readonly text: string;
}

/** What became of a statement; undefined where it was taken out. */
export type Change = readonly [what: string, statement: Statement | undefined];

/** The policy with its statement of that number changed. */
export function mutantOf(policy: RenderedPolicy, index: number, [what, changed]: Change): Mutant {
  const statements = policy.document.Statement;
  const statement = statements[index];
  if (!statement) throw new Error(`${policy.resource} has no statement ${String(index)}`);
  const rest = changed ? statements.with(index, changed) : statements.toSpliced(index, 1);
  return {
    of: policy,
    name: `${statementName(policy, statement)}: ${what}`,
    statement,
    changed,
    text: JSON.stringify({ ...policy.document, Statement: rest }),
  };
}
