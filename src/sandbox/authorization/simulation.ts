import type { Simulation } from '@cloud-copilot/iam-simulate';

import type { PermissionCheck } from '../kernel/authorization.ts';

interface Policies {
  readonly identity: readonly { readonly name: string; readonly document: string }[];
  readonly boundary?: string | undefined;
}

/**
 * A request and the policies to hold it against, as the evaluator takes them. Where a resource has no policy, it counts
 * as the principal's own: what may be done to another account's is for its service to say.
 */
export function simulationOf(check: PermissionCheck, { identity, boundary }: Policies): Simulation {
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
    identityPolicies: identity.map(({ name, document }) => ({ name, policy: parsed(document) })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(policy !== undefined && { resourcePolicy: named('resource', policy) }),
    ...(boundary !== undefined && { permissionBoundaryPolicies: [{ name: 'boundary', policy: parsed(boundary) }] }),
  };
}

function contextOf({ principal, resource, guarded, context }: PermissionCheck): Record<string, string | string[]> {
  const owner = guarded?.account ?? (resource.split(':')[4] || principal.account);
  const values = Object.entries({ 'aws:ResourceAccount': owner, ...context });
  return Object.fromEntries(values.map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]));
}

/** `runUnsafeSimulation` gives the resource's policy no name and then asks for it; this form of a policy carries one. */
function named(name: string, document: string): object {
  return { __validated: true, policyDocument: parsed(document), metadata: { name }, errors: [] };
}

const seen = new Map<string, unknown>();

/** The same few policies decide about thousands of requests. */
function parsed(document: string): unknown {
  const policy: unknown = seen.get(document) ?? JSON.parse(document);
  seen.set(document, policy);
  return policy;
}
