import { compiledText, type CompiledStatement } from './compile.ts';
import type { PolicyContext } from './context.ts';
import type { NearMiss } from './decision.ts';
import { appliesToPrincipal } from './evaluate.ts';
import type { AccessRequest, NamedPolicy } from './request.ts';

/** The statement of these policies that comes closest to allowing a request; undefined if none has the action. */
export function nearMiss(
  request: AccessRequest,
  policies: readonly NamedPolicy[],
  context: () => PolicyContext,
): NearMiss | undefined {
  const candidates = policies.flatMap(({ name, document }) =>
    compiledText(document)
      .filter(({ effect, appliesToAction }) => effect === 'Allow' && appliesToAction(request.action))
      .map((statement) => ({
        policy: name,
        statement: statement.name,
        misses: missing(statement, request, context()),
      })),
  );
  const [nearest] = candidates.toSorted((one, other) => one.misses.length - other.misses.length);
  const [misses] = nearest?.misses ?? [];
  return nearest && misses !== undefined ? { ...nearest, misses } : undefined;
}

function missing(statement: CompiledStatement, { principal, resource }: AccessRequest, context: PolicyContext) {
  return [
    ...(appliesToPrincipal(statement, principal) ? [] : ['principal']),
    ...(statement.appliesToResource(resource, context) ? [] : ['resource']),
    ...statement.conditions.flatMap(({ name, holds }) => (holds(context) ? [] : [name])),
  ];
}
