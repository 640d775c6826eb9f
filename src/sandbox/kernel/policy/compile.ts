import { conditionTests, type ConditionTest } from './condition.ts';
import type { PolicyContext } from './context.ts';
import {
  parsePolicy,
  statementsOf,
  valuesOf,
  type OneOrMany,
  type PolicyDocument,
  type PolicyStatement,
  type PrincipalElement,
} from './document.ts';
import { matcherOf, type Matcher } from './pattern.ts';

/** A statement made ready to be held against many requests. */
export interface CompiledStatement {
  /** Its Sid, or where it stands in the policy: `#1` for the first. */
  readonly name: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: PrincipalElement | undefined;
  readonly notPrincipal: PrincipalElement | undefined;
  readonly appliesToAction: (action: string) => boolean;
  readonly appliesToResource: (resource: string | undefined, context: PolicyContext) => boolean;
  readonly conditions: readonly ConditionTest[];
}

const byText = new Map<string, readonly CompiledStatement[]>();
const byDocument = new WeakMap<PolicyDocument, readonly CompiledStatement[]>();
/** The same few policies decide about thousands of requests; many different ones come only from tests. */
const MOST_TEXTS = 2_000;

/** The statements of a policy's text; none where it is no policy. */
export function compiledText(text: string): readonly CompiledStatement[] {
  const known = byText.get(text);
  if (known) return known;
  if (byText.size >= MOST_TEXTS) byText.clear();
  const document = parsePolicy(text);
  const compiled = document ? compiledPolicy(document) : [];
  byText.set(text, compiled);
  return compiled;
}

export function compiledPolicy(document: PolicyDocument): readonly CompiledStatement[] {
  const known = byDocument.get(document);
  if (known) return known;
  // Policies of the older version take variables for plain text ("IAM JSON policy elements: Version").
  const variables = document.Version === '2012-10-17';
  const compiled = statementsOf(document).map((statement, index) => compiledStatement(statement, index, variables));
  byDocument.set(document, compiled);
  return compiled;
}

function compiledStatement(statement: PolicyStatement, index: number, variables: boolean): CompiledStatement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const actions = anyOf(NotAction ?? Action, (pattern) => matcherOf(pattern, { wildcards: true, ignoreCase: true }));
  const resources = anyOf(NotResource ?? Resource, (pattern) =>
    matcherOf(pattern, { variables, wildcards: true, arn: true }),
  );
  // Trust policies name no resource, since they belong to it.
  const isBound = (Resource ?? NotResource) !== undefined;
  return {
    name: Sid === undefined || Sid === '' ? `#${index + 1}` : Sid,
    effect: Effect,
    principal: Principal,
    notPrincipal: NotPrincipal,
    appliesToAction: (action) => actions(action, NOTHING_KNOWN) === (NotAction === undefined),
    appliesToResource: (resource, context) =>
      !isBound || resource === undefined || resources(resource, context) === (NotResource === undefined),
    conditions: conditionTests(Condition ?? {}, variables),
  };
}

const NOTHING_KNOWN: PolicyContext = new Map();

function anyOf(element: OneOrMany | undefined, compile: (pattern: string) => Matcher): Matcher {
  const matchers = valuesOf(element).map(compile);
  return (text, context) => matchers.some((matches) => matches(text, context));
}
