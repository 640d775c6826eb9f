import { isConditionOperator } from './condition.ts';
import { isObject, valuesOf, type OneOrMany } from './document.ts';

interface Grammar {
  /** Whether the policy belongs to a resource whose name its statements must give. */
  readonly resources: boolean;
}

const VERSIONS = ['2008-10-17', '2012-10-17'];
const PRINCIPAL_KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];
const AWS_PRINCIPAL = /^(\*|\d{12}|arn:aws:(iam|sts)::\d{12}:(root|user\/.+|role\/.+|assumed-role\/.+\/.+))$/;

/** What is wrong with a resource's policy, in the words that S3 uses; undefined where it follows the grammar. */
export function policyFault(policy: unknown, grammar: Grammar): string | undefined {
  if (!isObject(policy)) return "Policies must be valid JSON and the first byte must be '{'";
  const { Version = VERSIONS[0] } = policy;
  if (typeof Version !== 'string' || !VERSIONS.includes(Version)) {
    return 'The policy must contain a valid version string';
  }
  const statements = [policy['Statement'] ?? []].flat();
  if (statements.length === 0) return 'Missing required field Statement';
  return statements.map((statement) => statementFault(statement, grammar)).find((fault) => fault !== undefined);
}

function statementFault(statement: unknown, { resources }: Grammar): string | undefined {
  if (!isObject(statement)) return 'Invalid policy syntax.';
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  if (Effect === undefined) return 'Missing required field Effect';
  if (Effect !== 'Allow' && Effect !== 'Deny') return `Invalid effect: ${JSON.stringify(Effect)}`;
  if (Principal === undefined && NotPrincipal === undefined) return 'Missing required field Principal';
  if (!isPrincipal(Principal ?? NotPrincipal)) return 'Invalid principal in policy';
  if (Action === undefined && NotAction === undefined) return 'Missing required field Action';
  if (!areActions(Action ?? NotAction)) return 'Policy has invalid action';
  if (resources && Resource === undefined && NotResource === undefined) return 'Missing required field Resource';
  return conditionFault(Condition);
}

function isPrincipal(element: unknown): boolean {
  if (element === '*') return true;
  if (!isObject(element) || Object.keys(element).length === 0) return false;
  return (
    Object.keys(element).every((kind) => PRINCIPAL_KINDS.includes(kind)) &&
    valuesOf(element['AWS'] as OneOrMany | undefined).every((name) => AWS_PRINCIPAL.test(name))
  );
}

function areActions(element: unknown): boolean {
  const actions = valuesOf(element as OneOrMany);
  return actions.length > 0 && actions.every((action) => action === '*' || /^[\w-]+:[\w*?]+$/.test(action));
}

function conditionFault(block: unknown): string | undefined {
  if (block === undefined) return undefined;
  if (!isObject(block)) return 'Invalid policy syntax.';
  const unknown = Object.keys(block).find((operator) => !isConditionOperator(operator));
  if (unknown) return `Invalid Condition type : ${unknown}`;
  return Object.values(block).every(isObject) ? undefined : 'Invalid policy syntax.';
}
