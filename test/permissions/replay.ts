import { runSimulation, type RunSimulationResults, type Simulation } from '@cloud-copilot/iam-simulate';
import type { PermissionCheck } from '../../src/sandbox/kernel/authorization.ts';
import { simulationOf } from '../support/simulation.ts';
import type { NamedPolicy } from '../../src/sandbox/kernel/policy/request.ts';
import type { Recorded } from './recorder.ts';

/**
 * What AWS would say of a check by its service authorization reference, which the evaluator carries along; undefined
 * where it allows it. Stricter than the enforcement during a run, which takes the sandbox's word for what is asked: an
 * action has to exist, on a kind of resource that it knows, and condition keys count only where AWS gives them. Where
 * the reference knows no resources for an action, nothing but a grant on `*` counts.
 */
export async function strictRefusal({ check, policies }: Recorded): Promise<string | undefined> {
  const { identity, boundary, session } = policies;
  const limits = [{ identity }, ...(boundary ? [{ identity, boundary }] : []), ...session.map(alone)];
  for (const limit of limits) {
    const refusal = await refusalOf(check, limit);
    if (refusal !== undefined) return `${check.principal.arn} ${check.action} on ${check.resource}: ${refusal}`;
  }
  return undefined;
}

function alone(policy: NamedPolicy) {
  return { identity: [policy] };
}

async function refusalOf(check: PermissionCheck, limit: Parameters<typeof simulationOf>[1]) {
  const results = await runSimulation(prepared(simulationOf(check, limit)), {});
  if (errorOf(results) !== 'must.use.wildcard') return wordsFor(results);
  return wordsFor(await runSimulation(prepared(simulationOf({ ...check, resource: '*' }, limit)), {}));
}

const sound = new Set<string>();

/** The evaluator examines a policy anew each time it sees it, which takes longer than all the rest: once will do. */
function prepared(simulation: Simulation): Simulation {
  const examined = (policies: Simulation['identityPolicies'] = []) =>
    policies.map(({ name, policy }: { name: string; policy: unknown }) => {
      const text = JSON.stringify(policy);
      if (sound.has(text)) return { name, policy: takenAsSound(name, policy) };
      sound.add(text);
      return { name, policy };
    });
  const { identityPolicies, permissionBoundaryPolicies } = simulation;
  return {
    ...simulation,
    identityPolicies: examined(identityPolicies),
    ...(permissionBoundaryPolicies && { permissionBoundaryPolicies: examined(permissionBoundaryPolicies) }),
  };
}

/** How the evaluator marks what it has examined. */
function takenAsSound(name: string, policyDocument: unknown): object {
  return { __validated: true, policyDocument, metadata: { name }, errors: [] };
}

function wordsFor(results: RunSimulationResults): string | undefined {
  if (results.resultType === 'error') return errorOf(results);
  return results.overallResult === 'Allowed' ? undefined : results.overallResult;
}

function errorOf(results: RunSimulationResults): string | undefined {
  return results.resultType === 'error' ? results.errors.message : undefined;
}

const grantable = new Map<string, Promise<boolean>>();

/** Whether an action can be granted on such a resource at all, by the same reference. */
export function isGrantable(action: string, resource: string): Promise<boolean> {
  const key = `${action} ${resource}`;
  const known = grantable.get(key) ?? lookedUp(action, resource);
  grantable.set(key, known);
  return known;
}

async function lookedUp(action: string, resource: string): Promise<boolean> {
  const principal = 'arn:aws:iam::111111111111:role/any';
  const accountId = '111111111111';
  const request = { principal, action, resource: { resource, accountId }, contextVariables: {} };
  const none = { identityPolicies: [], serviceControlPolicies: [], resourceControlPolicies: [] };
  const message = errorOf(await runSimulation({ request, ...none }, {}));
  if (message === 'invalid.action' || message === 'invalid.service') throw new Error(`IAM knows no ${action}`);
  return message === undefined || message === 'multiple.resource.types';
}
