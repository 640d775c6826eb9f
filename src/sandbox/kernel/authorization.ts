import type { PolicyKind, Refusal } from './policy/decision.ts';
import type { Principal } from './principal.ts';
import type { World } from './world.ts';

/** Values of condition keys, by their names. A list without values is as good as no key. */
export type ContextValues = Readonly<Record<string, string | readonly string[]>>;

/** Whose a resource is and what its own policy says, where it can have one. */
export interface Guard {
  readonly account: string;
  readonly policy?: string | undefined;
  /** What refusals call the policy. */
  readonly kind?: Extract<PolicyKind, 'resource-based policy' | 'role trust policy'>;
  /** Whether nobody gets in without the policy, not even of the resource's own account: keys, and roles to be assumed. */
  readonly exclusive?: boolean;
}

/** What somebody has to be allowed for a call to be carried out. */
export interface Permission {
  /** `service:Action` as IAM names it, where that is not the operation's own name. */
  readonly action?: string;
  /** ARN of what is acted upon, or `*` for actions that know no resources. */
  readonly resource: string;
  readonly guarded?: Guard;
  /** Values of condition keys that are this permission's alone. */
  readonly context?: ContextValues;
  /** Whether AWS looks at it besides, so that the resource is not what the call is about. */
  readonly besides?: true;
}

/** The VPC endpoint that a request comes through, and its policy. */
export interface VpcEndpoint {
  readonly id: string;
  /** Id of its VPC. */
  readonly vpc: string;
  readonly policy: string;
}

/** A permission that a principal makes use of: with all that a policy may ask about. */
export interface PermissionCheck extends Permission {
  readonly principal: Principal;
  readonly action: string;
  readonly context: ContextValues;
  readonly vpcEndpoint?: VpcEndpoint;
}

/** Tells why the policies that are in force refuse what is asked; undefined where they allow it. */
export type Authorizer = (check: PermissionCheck, world: World) => Refusal | undefined;

const ACTIONS: ReadonlyMap<string, string> = new Map([
  // Service authorization reference, "Actions defined by Amazon S3".
  ['s3:ListBuckets', 's3:ListAllMyBuckets'],
]);

/** IAM's prefixes of services that requests are signed for under another name. */
const PREFIXES: ReadonlyMap<string, string> = new Map([['monitoring', 'cloudwatch']]);

/** "No permissions are required" (API reference of STS). */
const FREE: readonly string[] = ['sts:GetCallerIdentity', 'sts:GetSessionToken'];

export function actionOf(service: string, operation: string): string {
  return ACTIONS.get(`${service}:${operation}`) ?? `${PREFIXES.get(service) ?? service}:${operation}`;
}

/** Whether an action is the service's own, rather than one of another service that it asks for on the caller's behalf. */
export function isOf(service: string, action: string): boolean {
  return action.startsWith(`${PREFIXES.get(service) ?? service}:`);
}

/** Whether anybody at all may do it. */
export function needsPermission(action: string): boolean {
  return !FREE.includes(action);
}
