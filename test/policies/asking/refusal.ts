import type { Denial } from '../../../src/sandbox/kernel/policy/decision.ts';
import { statementName, type RenderedPolicy } from '../lab/rendered-policy.ts';

/** Where a refusal comes from. */
export interface Refusal {
  /** The statement that denies, or that comes closest to allowing; else what has none that speaks of it. */
  readonly statement: string;
  /** `denies`, where the closest one ends, or `nothing`. */
  readonly because: string;
}

export function refusalOf(denial: Denial, policies: readonly RenderedPolicy[]): Refusal {
  const statement = denial.explicit ? denial.statement : denial.nearest?.statement;
  const [first] = policies;
  if (statement === undefined) return { statement: first?.resource ?? '', because: 'nothing' };
  const because = denial.explicit ? 'denies' : (denial.nearest?.misses ?? '');
  return { statement: first ? nameIn(first, statement) : statement, because };
}

/** Statements without a Sid are numbered in decisions; they are all in trust policies. */
function nameIn(policy: RenderedPolicy, statement: string): string {
  return statement.startsWith('#')
    ? statementName(policy, { Effect: 'Allow', Action: [] })
    : `${policy.resource}/${statement}`;
}
