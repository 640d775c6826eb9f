import type { Authorizer, PermissionCheck } from '../kernel/authorization.ts';
import { decide, type ApplicablePolicies } from '../kernel/policy/decide.ts';
import { wordsFor } from '../kernel/policy/refusal.ts';
import type { Principal } from '../kernel/principal.ts';
import type { World } from '../kernel/world.ts';
import { policiesOf, tagsOf } from '../services/iam/policies-of.ts';
import { placeOfPolicy } from './policy-place.ts';

/** Enforces all policies, as AWS does. */
export const iamAuthorizer: Authorizer = (check, world) => authorized(check, world, policiesOf(world, check.principal));

/** Enforces only the policies of resources and endpoints, and roles' trust policies. */
export const authorizerWithoutIam: Authorizer = (check, world) => authorized(check, world, {});

function authorized(check: PermissionCheck, world: World, own: ApplicablePolicies): ReturnType<Authorizer> {
  const { guarded, vpcEndpoint, context } = check;
  const principal = withTags(check.principal, world);
  const endpoint = vpcEndpoint && { name: vpcEndpoint.id, document: vpcEndpoint.policy };
  const decision = decide({ ...check, principal, context }, { ...own, resource: guarded, endpoint });
  if (decision.allowed) return undefined;
  const place = placeOfPolicy(world, check, decision);
  return { message: wordsFor(check, decision), denial: decision, ...(place && { place }) };
}

/** Session tags take precedence over those of the role, regardless of case ("Pass session tags in AWS STS"). */
function withTags(principal: Principal, world: World): Principal {
  const tags = tagsOf(world, principal);
  return Object.keys(tags).length > 0 ? { ...principal, tags: { ...tags, ...principal.tags } } : principal;
}
