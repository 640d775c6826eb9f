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
  /** ARN of the resource. Trust policies have no Resource element, since they belong to their resource. */
  readonly resource?: string;
  readonly context: ContextValues;
}

export type Verdict = 'allow' | 'deny' | 'none';

/** The verdict of one policy alone about a request; `none` if no statement applies. */
export function evaluatePolicy(document: PolicyDocument, request: PolicyRequest): Verdict {
  const context = policyContext(request.context);
  const speaking = compiledPolicy(document).filter((statement) => speaksOf(statement, request, context));
  if (speaking.some(({ effect }) => effect === 'Deny')) return 'deny';
  return speaking.length > 0 ? 'allow' : 'none';
}

/** Whether a statement applies to a request: its principal, action, resource and conditions. */
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
