import { isConditionOperator } from './condition.ts';
import { isObject, type PolicyDocument } from './document.ts';

export const VERSIONS: readonly unknown[] = ['2008-10-17', '2012-10-17'];

const DOCUMENT_ELEMENTS = /^(Version|Id|Statement)$/;
const STATEMENT_ELEMENTS = /^(Sid|Effect|(Not)?(Principal|Action|Resource)|Condition)$/;
const PRINCIPAL_KINDS = /^(AWS|Service|Federated|CanonicalUser)$/;
const PAIRS = ['Principal', 'Action', 'Resource'] as const;

/** Whether a parsed text has the form of a policy ("Grammar of the IAM JSON policy language"). */
export function isPolicy(policy: unknown): policy is PolicyDocument {
  if (!isObject(policy) || unknownElement(policy, DOCUMENT_ELEMENTS) !== undefined) return false;
  const { Version, Id, Statement } = policy;
  const statements: unknown[] = [Statement ?? []].flat();
  return (
    (Version === undefined || VERSIONS.includes(Version)) &&
    isOptionalText(Id) &&
    statements.length > 0 &&
    statements.every(isStatement)
  );
}

export function isStatement(statement: unknown): boolean {
  if (!isObject(statement) || unknownStatementElement(statement) !== undefined) return false;
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  return (
    isOptionalText(Sid) &&
    typeof Effect === 'string' &&
    /^(allow|deny)$/i.test(Effect) &&
    doubledElement(statement) === undefined &&
    [Principal, NotPrincipal].every(isOptionalPrincipal) &&
    [Action, NotAction, Resource, NotResource].every(areOptionalTexts) &&
    (Condition === undefined || isConditionBlock(Condition))
  );
}

/** An element that statements cannot have. */
export function unknownStatementElement(statement: object): string | undefined {
  return unknownElement(statement, STATEMENT_ELEMENTS);
}

/** Both an element and its negation, of which a statement may have one. */
export function doubledElement(statement: object): string | undefined {
  return PAIRS.find((element) => element in statement && Object.hasOwn(statement, `Not${element}`));
}

/** An unknown operator is accepted as long as it tests nothing, as users found on AWS. */
function isConditionBlock(block: unknown): boolean {
  return (
    isObject(block) &&
    Object.entries(block).every(
      ([operator, keys]) =>
        isObject(keys) &&
        (isConditionOperator(operator) || Object.keys(keys).length === 0) &&
        Object.values(keys).every((given) => [given].flat().every(isConditionValue)),
    )
  );
}

/** Texts and lists of texts; IAM ignores a `null` in a list. */
export function areTexts(element: unknown): boolean {
  return typeof element === 'string' || (Array.isArray(element) && element.every(isTextOrNull));
}

function isConditionValue(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function areOptionalTexts(element: unknown): boolean {
  return element === undefined || areTexts(element);
}

function isOptionalText(element: unknown): boolean {
  return element === undefined || typeof element === 'string';
}

/** The kind of policy decides which texts and principals are valid. */
function isOptionalPrincipal(element: unknown): boolean {
  if (element === undefined || typeof element === 'string') return true;
  return (
    isObject(element) &&
    unknownElement(element, PRINCIPAL_KINDS) === undefined &&
    Object.values(element).every((names) => areTexts(names) && ![names].flat().includes(null))
  );
}

function unknownElement(container: object, known: RegExp): string | undefined {
  return Object.keys(container).find((element) => !known.test(element));
}
