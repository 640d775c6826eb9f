import type { Principal } from './principal.ts';
import type { World } from './world.ts';

/** Values of condition keys, by their names. */
export type ContextValues = Readonly<Record<string, string | readonly string[]>>;

/** What somebody has to be allowed for a call to be carried out. */
export interface Permission {
  /** `service:Action` as IAM names it, where that is not the operation's own name. */
  readonly action?: string;
  /** ARN of what is acted upon, or `*` for actions that know no resources. */
  readonly resource: string;
  /** Whose the resource is and what its own policy says, where it can have one. */
  readonly guarded?: { readonly account: string; readonly policy?: string | undefined };
  /** Values of condition keys that are this permission's alone. */
  readonly context?: ContextValues;
}

/** A permission that a principal makes use of: with all that a policy may ask about. */
export interface PermissionCheck extends Permission {
  readonly principal: Principal;
  readonly action: string;
  readonly context: ContextValues;
}

/** Throws `AwsError` where the policies of the principal do not allow it. */
export type Authorizer = (check: PermissionCheck, world: World) => void;

const ACTIONS: Readonly<Record<string, string>> = {
  // Service authorization reference, "Actions defined by Amazon S3".
  's3:ListBuckets': 's3:ListAllMyBuckets',
};

/** IAM's prefixes of services that requests are signed for under another name. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** "No permissions are required" (API reference of STS). */
const FREE: readonly string[] = ['sts:GetCallerIdentity', 'sts:GetSessionToken'];

export function actionOf(service: string, operation: string): string {
  return ACTIONS[`${service}:${operation}`] ?? `${PREFIXES[service] ?? service}:${operation}`;
}

/** Whether policies decide: not of what everybody may, nor of root users and AWS's own services. */
export function needsPermission({ kind }: Principal, action: string): boolean {
  return kind !== 'root' && kind !== 'service' && !FREE.includes(action);
}
