import { isConditionOperator } from './condition.ts';
import { isDateValue } from './date-value.ts';
import { isObject, valuesOf, type OneOrMany } from './document.ts';
import { areTexts, doubledElement, isStatement, unknownStatementElement, VERSIONS } from './syntax.ts';

interface Grammar {
  /** Whether the policy belongs to a resource whose name its statements must give. */
  readonly resources: boolean;
}

const INVALID_SYNTAX = 'Invalid policy syntax.';
const AWS_PRINCIPAL = /^(\*|\d{12}|arn:aws:(iam|sts)::\d{12}:(root|user\/.+|role\/.+|assumed-role\/.+\/.+))$/;

/** What is wrong with a resource's policy, in the words that S3 uses; undefined where it follows the grammar. */
export function policyFault(policy: unknown, grammar: Grammar): string | undefined {
  if (!isObject(policy)) return "Policies must be valid JSON and the first byte must be '{'";
  const { Version, Id, Statement, ...others } = policy;
  if (Version !== undefined && !VERSIONS.includes(Version)) return 'The policy must contain a valid version string';
  if (Id !== undefined && typeof Id !== 'string') return INVALID_SYNTAX;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return `Unknown field ${unknown}`;
  const statements: unknown[] = [Statement ?? []].flat();
  if (statements.length === 0) return 'Missing required field Statement';
  return statements.map((statement) => statementFault(statement, grammar)).find((fault) => fault !== undefined);
}

function statementFault(statement: unknown, { resources }: Grammar): string | undefined {
  if (!isObject(statement)) return INVALID_SYNTAX;
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const unknown = unknownStatementElement(statement);
  if (unknown !== undefined) return `Unknown field ${unknown}`;
  if (Effect === undefined) return 'Missing required field Effect';
  if (Effect !== 'Allow' && Effect !== 'Deny') return `Invalid effect: ${JSON.stringify(Effect)}`;
  if (doubledElement(statement) !== undefined) return INVALID_SYNTAX;
  if (Principal === undefined && NotPrincipal === undefined) return 'Missing required field Principal';
  if (!isPrincipal(Principal ?? NotPrincipal)) return 'Invalid principal in policy';
  if (Effect === 'Allow' && NotPrincipal !== undefined) return 'Allow with NotPrincipal is not allowed.';
  if (Action === undefined && NotAction === undefined) return 'Missing required field Action';
  if (!areActions(Action ?? NotAction)) return 'Policy has invalid action';
  if (resources && isEmpty(Resource ?? NotResource)) return 'Missing required field Resource';
  return conditionFault(Condition) ?? (isStatement(statement) ? undefined : INVALID_SYNTAX);
}

function isPrincipal(element: unknown): boolean {
  if (element === '*') return true;
  if (!isObject(element) || Object.values(element).flat().length === 0) return false;
  return (
    Object.values(element).every(areTexts) &&
    valuesOf(element['AWS'] as OneOrMany | undefined).every((name) => AWS_PRINCIPAL.test(name))
  );
}

function areActions(element: unknown): boolean {
  if (!areTexts(element)) return false;
  const actions = valuesOf(element as OneOrMany);
  return actions.length > 0 && actions.every((action) => action === '*' || /^[\w-]+:[\w*?]+$/.test(action));
}

function isEmpty(element: unknown): boolean {
  return element === undefined || [element].flat().length === 0;
}

function conditionFault(block: unknown): string | undefined {
  if (!isObject(block)) return undefined;
  const unknown = Object.keys(block).find((operator) => !isConditionOperator(operator));
  if (unknown) return `Invalid Condition type : ${unknown}`;
  const dates = Object.entries(block)
    .filter(([operator, keys]) => /^(For\w+:)?Date/.test(operator) && isObject(keys))
    .flatMap(([, keys]) => Object.values(keys as Record<string, OneOrMany>).flatMap(valuesOf));
  return dates.every(isDateValue) ? undefined : INVALID_SYNTAX;
}
