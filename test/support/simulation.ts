import type { Simulation } from '@cloud-copilot/iam-simulate';
import type { PermissionCheck } from '../../src/sandbox/kernel/authorization.ts';
import type { ApplicablePolicies } from '../../src/sandbox/kernel/policy/decide.ts';

/**
 * A request and the policies to hold it against, as the oracle takes them. Where a resource has no policy, it counts as
 * the principal's own: what may be done to another account's is for its service to say.
 */
export function simulationOf(check: PermissionCheck, { identity, boundary }: ApplicablePolicies): Simulation {
  const { principal, action, resource, guarded } = check;
  const policy = guarded?.policy;
  const account = policy === undefined ? principal.account : (guarded?.account ?? principal.account);
  return {
    request: {
      principal: principal.arn,
      action,
      resource: { resource, accountId: account },
      contextVariables: contextOf(check),
    },
    identityPolicies: (identity ?? []).map(({ name, document }) => ({ name, policy: parsed(document) })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(policy !== undefined && { resourcePolicy: examined('resource', parsed(policy)) }),
    ...(boundary && { permissionBoundaryPolicies: [{ name: 'boundary', policy: parsed(boundary.document) }] }),
  };
}

function contextOf({ principal, resource, guarded, context }: PermissionCheck): Record<string, string | string[]> {
  const owner = guarded?.account ?? (resource.split(':')[4] || principal.account);
  const values = Object.entries({ 'aws:ResourceAccount': owner, ...context }).filter(([, value]) => value.length > 0);
  return Object.fromEntries(values.map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]));
}

/** How the oracle marks a policy that it has examined; it gives others no name and then asks for it. */
export function examined(name: string, policyDocument: unknown): object {
  return { __validated: true, policyDocument, metadata: { name }, errors: [] };
}

const seen = new Map<string, unknown>();

/** The same few policies decide about thousands of requests. */
function parsed(document: string): unknown {
  const policy: unknown = seen.get(document) ?? JSON.parse(document);
  seen.set(document, policy);
  return policy;
}
