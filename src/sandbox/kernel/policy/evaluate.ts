import type { Principal } from '../principal.ts';
import { conditionsHold } from './condition.ts';
import { lowerCaseKeys, type PolicyContext } from './context.ts';
import { statementsOf, valuesOf, type PolicyDocument, type PolicyStatement } from './document.ts';
import { matchesPattern } from './pattern.ts';
import { matchesPrincipal } from './principal-match.ts';

export interface PolicyRequest {
  readonly principal: Principal;
  /** `service:Action`, as IAM names it. */
  readonly action: string;
  /** ARN of what is acted upon. Trust policies have no resource, since they belong to it. */
  readonly resource?: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

export type Verdict = 'allow' | 'deny' | 'none';

/** What a policy attached to a resource says about a request; `none` where no statement speaks of it. */
export function evaluatePolicy(document: PolicyDocument, request: PolicyRequest): Verdict {
  const context = lowerCaseKeys(request.context);
  // Policies of the older version take variables for plain text ("IAM JSON policy elements: Version").
  const variables = document.Version === '2012-10-17' ? context : undefined;
  const speaking = statementsOf(document).filter((statement) => speaksOf(statement, request, context, variables));
  if (speaking.some(({ Effect }) => Effect === 'Deny')) return 'deny';
  return speaking.length > 0 ? 'allow' : 'none';
}

function speaksOf(
  statement: PolicyStatement,
  request: PolicyRequest,
  context: PolicyContext,
  variables: PolicyContext | undefined,
): boolean {
  return (
    appliesToPrincipal(statement, request.principal) &&
    appliesToAction(statement, request.action) &&
    appliesToResource(statement, request.resource, variables) &&
    conditionsHold(statement.Condition ?? {}, context, variables)
  );
}

function appliesToPrincipal(
  { Principal: named, NotPrincipal: excepted }: PolicyStatement,
  principal: Principal,
): boolean {
  if (excepted !== undefined) return !matchesPrincipal(excepted, principal);
  return named === undefined || matchesPrincipal(named, principal);
}

function appliesToAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const matches = (pattern: string) => matchesPattern(pattern, action, { wildcards: true, ignoreCase: true });
  return NotAction === undefined ? valuesOf(Action).some(matches) : !valuesOf(NotAction).some(matches);
}

function appliesToResource(
  { Resource, NotResource }: PolicyStatement,
  resource: string | undefined,
  variables: PolicyContext | undefined,
): boolean {
  if (resource === undefined) return true;
  const matches = (pattern: string) => matchesPattern(pattern, resource, { variables, wildcards: true, arn: true });
  return NotResource === undefined ? valuesOf(Resource).some(matches) : !valuesOf(NotResource).some(matches);
}
