import type { Authorizer, PermissionCheck } from '../authorization.ts';
import { AwsError } from '../aws-error.ts';
import { decide } from './decide.ts';
import type { Denial, PolicyKind, PolicyPlace, Refusal, TrailRefusal } from './decision.ts';

/** Decides by the policies of resources alone, as if all principals had full permissions. */
export const resourcePolicies: Authorizer = (check) => {
  const { vpcEndpoint } = check;
  const decision = decide(check, {
    resource: check.guarded,
    ...(vpcEndpoint && { endpoint: { name: vpcEndpoint.id, document: vpcEndpoint.policy } }),
  });
  return decision.allowed ? undefined : { message: wordsFor(check, decision), denial: decision };
};

/** AWS's message for a denial ("Troubleshoot access denied error messages", IAM guide). */
export function wordsFor({ principal, action, resource }: PermissionCheck, denial: Denial): string {
  const named = spelt(action);
  const refused = `User: ${principal.arn} is not authorized to perform: ${named} on resource: ${quoted(action, resource)}`;
  const { policyKind, explicit } = denial;
  // AssumeRole has the same message for roles that do not exist.
  if (policyKind === 'role trust policy') return refused;
  if (explicit) return `${refused} with an explicit deny in ${article(policyKind)} ${policyKind}`;
  return `${refused} because no ${policyKind} allows the ${named} action`;
}

/** SNS writes its name in capitals. */
function spelt(action: string): string {
  return action.replace(/^sns:/, 'SNS:');
}

/** S3 quotes resources. */
function quoted(action: string, resource: string): string {
  return action.startsWith('s3:') && resource !== '*' ? `"${resource}"` : resource;
}

function article(noun: PolicyKind): 'a' | 'an' {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

/** Error codes of services that have their own, whatever their protocol. */
const CODES: ReadonlyMap<string, readonly [code: string, status: number]> = new Map([
  ['sns', ['AuthorizationError', 403]],
  ['kms', ['AccessDeniedException', 400]],
  ['lambda', ['AccessDeniedException', 403]],
]);

/** The refusal as the service returns it: AWS's message, followed by what only the sandbox knows. */
export function refusedBy(service: string, refusal: Refusal): AwsError {
  const [code, status] = CODES.get(service) ?? ['AccessDenied', 403];
  return new AwsError(code, `${refusal.message} (sandbox: ${sandboxNote(refusal)})`, status, refusal);
}

export function trailRefusal({ denial, place }: Refusal): TrailRefusal {
  const { policyKind } = denial;
  if (!denial.explicit) return { policyKind, because: 'no allow', ...denial.nearest, ...place };
  const { policy, statement } = denial;
  return { policyKind, because: 'deny', policy, statement, ...place };
}

function sandboxNote({ denial, place }: Refusal): string {
  const where = place ? ` of ${standing(place)}` : '';
  if (denial.explicit) return `statement ${denial.statement} of ${policyNamed(denial)}${where} denies it`;
  const { policyKind, nearest } = denial;
  const missing = `no ${policyKind}${where} allows it`;
  if (!nearest) return missing;
  const { statement, misses } = nearest;
  return `${missing}; statement ${statement} of ${policyNamed({ policyKind, ...nearest })} does not because of its ${reason(misses)}`;
}

function policyNamed({ policyKind, policy }: { readonly policyKind: PolicyKind; readonly policy: string }): string {
  return policy === policyKind ? `the ${policyKind}` : `the ${policyKind} ${policy}`;
}

function reason(misses: string): string {
  return ['principal', 'resource'].includes(misses) ? misses : `condition ${misses}`;
}

function standing({ holder, stack, resource }: PolicyPlace): string {
  return stack ? `${holder}, resource ${resource ?? ''} of stack ${stack}` : holder;
}
