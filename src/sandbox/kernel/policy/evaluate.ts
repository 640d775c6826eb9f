import type { ContextValues } from '../authorization.ts';
import type { Principal } from '../principal.ts';
import { compiledPolicy, type CompiledStatement } from './compile.ts';
import { policyContext, type PolicyContext } from './context.ts';
import type { PolicyDocument } from './document.ts';
import { matchesPrincipal } from './principal-match.ts';

export interface PolicyRequest {
  readonly principal: Principal;
  /** `service:Action`, as IAM names it. */
  readonly action: string;
  /** ARN of what is acted upon. Trust policies have no resource, since they belong to it. */
  readonly resource?: string;
  readonly context: ContextValues;
}

export type Verdict = 'allow' | 'deny' | 'none';

/** What one policy by itself says about a request; `none` where no statement speaks of it. */
export function evaluatePolicy(document: PolicyDocument, request: PolicyRequest): Verdict {
  const context = policyContext(request.context);
  const speaking = compiledPolicy(document).filter((statement) => speaksOf(statement, request, context));
  if (speaking.some(({ effect }) => effect === 'Deny')) return 'deny';
  return speaking.length > 0 ? 'allow' : 'none';
}

/** Whether a statement is about a request: its principal, action and resource, under its conditions. */
export function speaksOf(
  statement: CompiledStatement,
  request: Omit<PolicyRequest, 'context'>,
  context: PolicyContext,
): boolean {
  return (
    statement.appliesToAction(request.action) &&
    appliesToPrincipal(statement, request.principal) &&
    statement.appliesToResource(request.resource, context) &&
    statement.conditions.every(({ holds }) => holds(context))
  );
}

export function appliesToPrincipal({ principal: named, notPrincipal }: CompiledStatement, who: Principal): boolean {
  if (notPrincipal !== undefined) return !matchesPrincipal(notPrincipal, who);
  return named === undefined || matchesPrincipal(named, who);
}
