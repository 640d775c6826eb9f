import { validationError } from '../kernel/aws-error.ts';
import { valuesOf } from '../kernel/policy/document.ts';
import { matchesPattern } from '../kernel/policy/pattern.ts';
import type { StackResource } from './state.ts';
import { type Fields, isFields } from './template/shape.ts';

/** What an update does to a resource, as stack policies call it (user guide, protect-stack-resources). */
export type UpdateAction = 'Update:Modify' | 'Update:Replace' | 'Update:Delete';

const ACTIONS = ['Update:Modify', 'Update:Replace', 'Update:Delete', 'Update:*'];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Readonly<Record<string, { readonly ResourceType: string | string[] }>>;
}

/** Refuses a text that is no stack policy, or names resources that the stack does not have. */
export function checkPolicy(text: string, logicalIds: readonly string[]): void {
  for (const statement of statementsOf(text)) {
    for (const resource of valuesOf(statement.Resource ?? statement.NotResource)) {
      const [, logicalId] = /^LogicalResourceId\/([^*?]+)$/.exec(resource) ?? [];
      if (logicalId !== undefined && !logicalIds.includes(logicalId)) throw unknownLogicalId(resource);
    }
  }
}

/** Why a policy keeps an update from a resource, in the words of the resource's event; undefined where it does not. */
export function policyObjection(
  text: string | undefined,
  { logicalId, type }: Pick<StackResource, 'logicalId' | 'type'>,
  action: UpdateAction,
): string | undefined {
  const statements = text === undefined ? [] : statementsOf(text);
  if (statements.length === 0) return undefined;
  const resource = `LogicalResourceId/${logicalId}`;
  const applies = (statement: Statement) =>
    covers(statement.Action, statement.NotAction, action) &&
    covers(statement.Resource, statement.NotResource, resource) &&
    isOfType(statement, type);
  const denying = statements.findIndex((statement) => statement.Effect === 'Deny' && applies(statement));
  if (denying >= 0) return denied(`Statement [#${denying + 1}] does not allow`, action, resource);
  const allowed = statements.some((statement) => statement.Effect === 'Allow' && applies(statement));
  return allowed ? undefined : denied('No statement allows', action, resource);
}

function denied(what: string, action: UpdateAction, resource: string): string {
  return `Action denied by stack policy: ${what} [${action}] for resource [${resource}]`;
}

function covers(included: string | string[] | undefined, excluded: string | string[] | undefined, value: string) {
  const matches = (pattern: string) => matchesPattern(pattern, value, { wildcards: true });
  return included === undefined ? !valuesOf(excluded).some(matches) : valuesOf(included).some(matches);
}

function isOfType({ Condition = {} }: Statement, type: string): boolean {
  return Object.entries(Condition).every(([operator, { ResourceType }]) =>
    valuesOf(ResourceType).some((pattern) => matchesPattern(pattern, type, { wildcards: operator === 'StringLike' })),
  );
}

/** An empty document is no policy: everything may be updated. */
function statementsOf(text: string): readonly Statement[] {
  const document = parsed(text);
  if (!('Statement' in document)) return [];
  const statements = [document['Statement']].flat();
  if (!statements.every(isStatement)) throw invalid();
  return statements;
}

function parsed(text: string): Fields {
  try {
    const document: unknown = JSON.parse(text);
    if (isFields(document)) return document;
  } catch {
    throw invalid();
  }
  throw invalid();
}

function isStatement(value: unknown): value is Statement {
  if (!isFields(value)) return false;
  const { Effect, Action, NotAction, Resource, NotResource, Principal, Condition } = value;
  const actions = [Action ?? NotAction].flat();
  return (
    (Effect === 'Allow' || Effect === 'Deny') &&
    Principal === '*' &&
    (Action === undefined) !== (NotAction === undefined) &&
    actions.every((action) => ACTIONS.some((known) => known === action)) &&
    (Resource === undefined) !== (NotResource === undefined) &&
    [Resource ?? NotResource].flat().every((resource) => typeof resource === 'string') &&
    (Condition === undefined || isCondition(Condition))
  );
}

function isCondition(value: unknown): boolean {
  return (
    isFields(value) &&
    Object.entries(value).every(
      ([operator, keys]) =>
        ['StringEquals', 'StringLike'].includes(operator) && isFields(keys) && 'ResourceType' in keys,
    )
  );
}

function invalid() {
  return validationError('Error validating stack policy: Invalid stack policy');
}

function unknownLogicalId(resource: string) {
  return validationError(
    `Error validating stack policy: Unknown logical id '${resource}' in statement {} - stack policies can only be applied to logical ids referenced in the template`,
  );
}
