import { AwsError } from '../../kernel/aws-error.ts';
import { isDateValue } from '../../kernel/policy/date-value.ts';
import {
  parsePolicy,
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  valuesOf,
} from '../../kernel/policy/document.ts';
import { isPolicy } from '../../kernel/policy/syntax.ts';
import { isLegacyResource, resourceFault } from './resource-format.ts';

/** Checks the document of an identity policy as IAM does when it is stored. */
export function checkIdentityPolicy(text: string | undefined): string {
  const statements = statementsOf(parsedDocument(text));
  for (const { Principal, NotPrincipal } of statements) {
    if (Principal !== undefined || NotPrincipal !== undefined)
      malformed('Policy document should not specify a principal.');
  }
  for (const statement of statements) {
    if (resourcesOf(statement).length === 0) malformed('Policy statement must contain resources.');
  }
  return text ?? '';
}

/** Policies with a name of their own are of the newer version; others may be older (IAM guide, "Version"). */
export function checkManagedPolicy(text: string | undefined): string {
  const policy = parsePolicy(text ?? '');
  if (isPolicy(policy) && policy.Version !== '2012-10-17')
    malformed('Policy document must be version 2012-10-17 or greater.');
  return checkIdentityPolicy(text);
}

/** A document that keeps to what IAM demands of all kinds of policies, in the order in which IAM looks. */
export function parsedDocument(text: string | undefined): PolicyDocument {
  const document = parsePolicy(text ?? '');
  if (!isPolicy(document)) return malformed('Syntax errors in policy.');
  const statements = statementsOf(document);
  const resources = statements.flatMap(resourcesOf);
  const fault = resources.map(resourceFault).find((found) => found !== undefined);
  if (!statements.every(isLegacy) || (!fault && !resources.every(isLegacyResource)))
    malformed('The policy failed legacy parsing');
  checkIds(statements);
  const actions = statements.map(actionsOf);
  if (actions.some(({ length }) => length === 0)) malformed('Policy statement must contain actions.');
  if (fault) malformed(fault);
  actions.flat().forEach(checkAction);
  return document;
}

export function actionsOf({ Action, NotAction }: PolicyStatement): readonly string[] {
  return valuesOf(Action ?? NotAction);
}

export function malformed(message: string): never {
  throw new AwsError('MalformedPolicyDocument', message);
}

/** The characters that count towards a size limit: IAM leaves white space out. */
export function policySize(text: string): number {
  return text.replace(/\s/g, '').length;
}

/** A `null` in a list is no resource; an empty text is one that is malformed. */
function resourcesOf({ Resource, NotResource }: PolicyStatement): readonly string[] {
  const given: readonly (string | null)[] = [Resource ?? NotResource ?? []].flat();
  return given.filter((resource) => resource !== null);
}

/** What the oldest of IAM's readers demands besides the form: exact case, and dates that are dates. */
function isLegacy({ Effect, Condition = {} }: PolicyStatement): boolean {
  const dates = Object.entries(Condition)
    .filter(([operator]) => /^(For\w+:)?Date/.test(operator))
    .flatMap(([, keys]) => Object.values(keys).flatMap(valuesOf));
  return /^(Allow|Deny)$/.test(Effect) && dates.every(isDateValue);
}

/** Sids of IAM, other than those of resources' policies, are letters and digits ("IAM JSON policy elements: Sid"). */
function checkIds(statements: readonly PolicyStatement[]): void {
  const ids = statements.flatMap(({ Sid }) => (Sid ? [Sid] : []));
  if (new Set(ids).size < ids.length) malformed('Statement IDs (SID) in a single policy must be unique.');
  if (ids.every((id) => /^[0-9A-Za-z]+$/.test(id))) return;
  malformed(
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  );
}

function checkAction(action: string): void {
  if (action === '*') return;
  const [vendor = '', ...names] = action.split(':');
  if (names.length === 0) malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
  if (names.length > 1) malformed('Actions/Condition can contain only one colon.');
  if (!/^(\*|[\w.-]+)$/.test(vendor)) malformed(`Vendor ${vendor} is not valid`);
}
