import type { PolicyKind, Refusal } from './policy/decision.ts';
import type { Principal } from './principal.ts';
import type { World } from './world.ts';

/** Values of condition keys, by name. An empty list is the same as no key. */
export type ContextValues = Readonly<Record<string, string | readonly string[]>>;

/** The owner of a resource, and its own policy if it can have one. */
export interface Guard {
  readonly account: string;
  readonly policy?: string | undefined;
  /** The policy's kind in refusals. */
  readonly kind?: Extract<PolicyKind, 'resource-based policy' | 'role trust policy'>;
  /** Whether the policy alone grants access, even within the resource's own account: keys, and roles to assume. */
  readonly exclusive?: boolean;
}

/** A permission that a call requires. */
export interface Permission {
  /** `service:Action` in IAM, if it differs from the operation's name. */
  readonly action?: string;
  /** ARN of the resource, or `*` for actions without resource-level permissions. */
  readonly resource: string;
  readonly guarded?: Guard;
  /** Values of condition keys for this permission only. */
  readonly context?: ContextValues;
  /** Whether AWS checks it in addition, so that the call is not about this resource. */
  readonly besides?: true;
}

/** The VPC endpoint that a request passes through, and its policy. */
export interface VpcEndpoint {
  readonly id: string;
  /** Id of its VPC. */
  readonly vpc: string;
  readonly policy: string;
}

/** A use of a permission by a principal, with everything that policies may test. */
export interface PermissionCheck extends Permission {
  readonly principal: Principal;
  readonly action: string;
  readonly context: ContextValues;
  readonly vpcEndpoint?: VpcEndpoint;
}

/** Returns why the applicable policies refuse; undefined if they allow it. */
export type Authorizer = (check: PermissionCheck, world: World) => Refusal | undefined;

const ACTIONS: ReadonlyMap<string, string> = new Map([
  // Service authorization reference, "Actions defined by Amazon S3".
  ['s3:ListBuckets', 's3:ListAllMyBuckets'],
]);

/** IAM prefixes of services whose signing name differs. */
const PREFIXES: ReadonlyMap<string, string> = new Map([['monitoring', 'cloudwatch']]);

/** "No permissions are required" (API reference of STS). */
const FREE: readonly string[] = ['sts:GetCallerIdentity', 'sts:GetSessionToken'];

export function actionOf(service: string, operation: string): string {
  return ACTIONS.get(`${service}:${operation}`) ?? `${PREFIXES.get(service) ?? service}:${operation}`;
}

/**
 * Whether an action is the service's own, rather than one that it requires of another service on the caller's behalf.
 */
export function isOf(service: string, action: string): boolean {
  return action.startsWith(`${PREFIXES.get(service) ?? service}:`);
}

/** Whether the action requires a permission. */
export function needsPermission(action: string): boolean {
  return !FREE.includes(action);
}
