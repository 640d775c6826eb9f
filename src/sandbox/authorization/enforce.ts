import { AwsError } from '../kernel/aws-error.ts';
import type { Authorizer, PermissionCheck } from '../kernel/authorization.ts';
import type { World } from '../kernel/world.ts';
import { policiesOf } from '../services/iam/policies-of.ts';
import { loadEvaluator, type Evaluate } from './evaluator.ts';
import { simulationOf } from './simulation.ts';

type Policies = ReturnType<typeof policiesOf>;

interface Limit {
  readonly name: string;
  readonly policies: Parameters<typeof simulationOf>[1];
}

/** Policies of which each has to allow a request. What is not there limits nothing. */
function limitsOf({ identity, boundary, session }: Policies): Limit[] {
  const documents = session.map((document) => ({ name: 'session', document }));
  return [
    { name: 'identity-based policy', policies: { identity } },
    ...(boundary === undefined ? [] : [{ name: 'permissions boundary', policies: { identity, boundary } }]),
    ...(documents.length === 0 ? [] : [{ name: 'session policy', policies: { identity: documents } }]),
  ];
}

/** Has principals held to their policies, as AWS would. */
export async function iamEnforcement(): Promise<Authorizer> {
  const evaluate = await loadEvaluator();
  return (check, world) => {
    const refusal = refusalOf(check, world, evaluate);
    if (refusal !== undefined) throw new AwsError('AccessDenied', refusal, 403);
  };
}

/** Why the policies refuse the request, in AWS's words ("Troubleshoot access denied error messages", IAM user guide). */
function refusalOf(check: PermissionCheck, world: World, evaluate: Evaluate): string | undefined {
  for (const { name, policies } of limitsOf(policiesOf(world, check.principal))) {
    const refusal = said(check, name, evaluate(simulationOf(check, policies), {}));
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function said(check: PermissionCheck, policy: string, verdict: ReturnType<Evaluate>): string | undefined {
  const { action, resource, principal } = check;
  const refused = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  switch (verdict) {
    case 'Allowed':
      return undefined;
    case 'ExplicitlyDenied':
      return `${refused} with an explicit deny in ${article(policy)} ${policy}`;
    case 'ImplicitlyDenied':
      return `${refused} because no ${policy} allows the ${action} action`;
  }
}

function article(noun: string): 'a' | 'an' {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}
