export type OneOrMany = string | readonly string[];

export type PrincipalElement =
  | '*'
  | Readonly<Partial<Record<'AWS' | 'Service' | 'Federated' | 'CanonicalUser', OneOrMany>>>;

/** operator → condition key → accepted values */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMany | boolean | number>>>>;

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: ConditionBlock;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

/** Parses a policy, which AWS may still refuse; undefined if the text is not a JSON object. */
export function parsePolicy(text: string): PolicyDocument | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? (parsed as unknown as PolicyDocument) : undefined;
  } catch {
    return undefined;
  }
}

export function statementsOf(document: PolicyDocument): readonly PolicyStatement[] {
  return 'Effect' in document.Statement ? [document.Statement] : document.Statement;
}

/** The values of an element, which may be single or a list. YAML templates leave booleans and numbers unquoted. */
export function valuesOf(element: OneOrMany | boolean | number | undefined): readonly string[] {
  if (element === undefined) return [];
  return typeof element === 'object' ? element.map(String) : [String(element)];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
