/** What a policy is attached to decides what it can say: see `Side`. */
export type PolicyKind = 'identity' | 'boundary' | 'trust' | 'resource' | 'endpoint';

/** A policy of a template with everything in it resolved, as it stands in an account. */
export interface RenderedPolicy {
  readonly kind: PolicyKind;
  /** Logical id of the resource that it stands in. */
  readonly resource: string;
  /** What it belongs to: ARN of a role, boundary, bucket, key or topic; the service that an endpoint leads to. */
  readonly of: string;
  /** ARN of the policy that bounds the role whose policy this is. */
  readonly boundary?: string;
  readonly document: PolicyDocument;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly AWS?: string | readonly string[]; readonly Service?: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/** Operator, then key, then what the key is compared with. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** `DeployRole/ChangeOwn`. Trust policies have one statement mostly, and no names for it. */
export function statementName({ kind, resource }: RenderedPolicy, { Sid }: Statement): string {
  return `${resource}/${Sid ?? kind}`;
}

export function listOf(element: string | readonly string[] | undefined): readonly string[] {
  return element === undefined ? [] : [element].flat();
}
