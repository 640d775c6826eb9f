import { AwsError } from '../../kernel/aws-error.ts';
import { isConditionOperator } from '../../kernel/policy/condition.ts';
import {
  isObject,
  parsePolicy,
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  valuesOf,
} from '../../kernel/policy/document.ts';

/** Checks the document of an identity policy as IAM does when it is stored. */
export function checkIdentityPolicy(text: string | undefined): string {
  for (const statement of statementsOf(parsedDocument(text))) {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
      malformed('Policy document should not specify a principal.');
    }
    if (statement.Resource === undefined && statement.NotResource === undefined) {
      malformed('Policy statement must contain resources.');
    }
    checkActions(
      statement,
      /^(\*|[\w-]+:.+)$/,
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    );
    checkResources(statement);
  }
  return text ?? '';
}

/** A document that has the form of a policy. */
export function parsedDocument(text: string | undefined): PolicyDocument {
  const document = parsePolicy(text ?? '') ?? malformed('This policy contains invalid Json');
  const { Version, Statement } = document as { Version?: unknown; Statement?: unknown };
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17')
    malformed('Syntax errors in policy.');
  const statements: unknown[] = [Statement ?? []].flat();
  if (statements.length === 0 || !statements.every(hasForm)) malformed('Syntax errors in policy.');
  const ids = statementsOf(document).flatMap(({ Sid }) => (Sid ? [Sid] : []));
  if (new Set(ids).size < ids.length) malformed('Statement IDs (SID) in a single policy must be unique.');
  return document;
}

export function checkActions({ Action, NotAction }: PolicyStatement, form: RegExp, message: string): void {
  const actions = valuesOf(Action ?? NotAction);
  if (actions.length === 0) malformed('Policy statement must contain actions.');
  if (!actions.every((action) => form.test(action))) malformed(message);
}

export function malformed(message: string): never {
  throw new AwsError('MalformedPolicyDocument', message);
}

/** The characters that count towards a size limit: IAM leaves white space out. */
export function policySize(text: string): number {
  return text.replace(/\s/g, '').length;
}

const ELEMENTS = /^(Sid|Effect|(Not)?(Principal|Action|Resource)|Condition)$/;

function hasForm(statement: unknown): boolean {
  if (!isObject(statement) || !Object.keys(statement).every((element) => ELEMENTS.test(element))) return false;
  const { Effect, Condition = {} } = statement;
  return (
    (Effect === 'Allow' || Effect === 'Deny') &&
    isObject(Condition) &&
    Object.entries(Condition).every(([operator, keys]) => isConditionOperator(operator) && isObject(keys))
  );
}

function checkResources({ Resource, NotResource }: PolicyStatement): void {
  for (const resource of valuesOf(Resource ?? NotResource)) {
    if (resource !== '*' && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+/.test(resource)) {
      malformed(`Resource ${resource} must be in ARN format or "*".`);
    }
  }
}
