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
import { hasValues, matcherOf, type Matcher } from './pattern.ts';

/** A statement compiled for matching many requests. */
export interface CompiledStatement {
  /** Its Sid, or its position in the policy: `#1` for the first. */
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
/** The same few policies decide thousands of requests; only tests have many different ones. */
const MOST_TEXTS = 2_000;

/** The statements of a policy's text; none if it is not a policy. */
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
  // Policies of the older version treat variables as plain text ("IAM JSON policy elements: Version").
  const variables = document.Version === '2012-10-17';
  const compiled = statementsOf(document).map((statement, index) => compiledStatement(statement, index, variables));
  byDocument.set(document, compiled);
  return compiled;
}

function compiledStatement(statement: PolicyStatement, index: number, variables: boolean): CompiledStatement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Condition } = statement;
  const actions = anyOf(NotAction ?? Action, (pattern) => matcherOf(pattern, { wildcards: true, ignoreCase: true }));
  return {
    name: Sid === undefined || Sid === '' ? `#${index + 1}` : Sid,
    effect: Effect,
    principal: Principal,
    notPrincipal: NotPrincipal,
    appliesToAction: (action) => actions(action, NOTHING_KNOWN) === (NotAction === undefined),
    appliesToResource: resourceTest(statement, variables),
    conditions: conditionTests(Condition ?? {}, variables),
  };
}

/** Trust policies have no Resource element, since they belong to their resource. */
function resourceTest(
  { Resource, NotResource }: PolicyStatement,
  variables: boolean,
): CompiledStatement['appliesToResource'] {
  const patterns = anyOf(NotResource ?? Resource, (pattern) =>
    matcherOf(pattern, { variables, wildcards: true, arn: 'resource' }),
  );
  if (NotResource === undefined) {
    return (resource, context) => Resource === undefined || resource === undefined || patterns(resource, context);
  }
  // A variable without a value makes the statement invalid ("IAM policy elements: Variables and tags").
  const variable = variables ? valuesOf(NotResource).filter((pattern) => pattern.includes('${')) : [];
  return (resource, context) =>
    resource === undefined ||
    (!patterns(resource, context) && variable.every((pattern) => hasValues(pattern, context)));
}

const NOTHING_KNOWN: PolicyContext = new Map();

function anyOf(element: OneOrMany | undefined, compile: (pattern: string) => Matcher): Matcher {
  const matchers = valuesOf(element).map(compile);
  return (text, context) => matchers.some((matches) => matches(text, context));
}
