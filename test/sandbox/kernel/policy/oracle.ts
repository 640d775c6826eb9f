import type { Simulation } from '@cloud-copilot/iam-simulate';
import { examined } from '../../../support/simulation.ts';
import type { Case } from './random-access.ts';

/** A random case as the oracle takes it. */
export function simulationOf({ request, policies }: Case): Simulation {
  const { identity = [], boundary, session = [], resource, endpoint } = policies;
  return {
    request: {
      principal: request.principal.arn,
      action: request.action,
      resource: { resource: request.resource, accountId: resource?.account ?? '' },
      contextVariables: Object.fromEntries(
        Object.entries(request.context).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
      ),
    },
    identityPolicies: identity.map(read),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(resource?.policy !== undefined && { resourcePolicy: examined('resource', JSON.parse(resource.policy)) }),
    ...(boundary && { permissionBoundaryPolicies: [read(boundary)] }),
    ...(session[0] && { sessionPolicy: read(session[0]).policy }),
    ...(endpoint && { vpcEndpointPolicies: [read(endpoint)] }),
  };
}

function read({ name, document }: { readonly name: string; readonly document: string }) {
  return { name, policy: JSON.parse(document) as unknown };
}
