import { principalArn } from '../../../src/sandbox/kernel/principal.ts';
import type { RenderedPolicy } from '../lab/rendered-policy.ts';
import { REGION } from '../lab/site.ts';
import type { Actor } from '../world/actor.ts';
import type { Place } from '../world/place.ts';

/** The policies that a lab consists of, found by what they belong to. */
export interface Book {
  readonly identity: ReadonlyMap<string, readonly RenderedPolicy[]>;
  /** Kind and owner → policy. */
  readonly others: ReadonlyMap<string, RenderedPolicy>;
}

export function bookOf(policies: readonly RenderedPolicy[]): Book {
  const identity = new Map<string, RenderedPolicy[]>();
  const others = new Map<string, RenderedPolicy>();
  for (const policy of policies) {
    if (policy.kind === 'identity') identity.set(policy.of, [...(identity.get(policy.of) ?? []), policy]);
    else others.set(`${policy.kind} ${policy.of}`, policy);
  }
  return { identity, others };
}

/** The policies on the actor's side that have a say when an action is tried on a place. */
export function policiesAbout(actor: Actor, action: string, place: Place, book: Book): readonly RenderedPolicy[] {
  const own = book.identity.get(principalArn(actor.principal)) ?? [];
  switch (actor.side) {
    case 'own':
      return own;
    case 'boundary':
      return present(book.others.get(`boundary ${own[0]?.boundary ?? ''}`));
    case 'place':
      return present(policyOf(place, action, book));
    case 'network':
      return present(endpointOf(action, book));
  }
}

function present(policy: RenderedPolicy | undefined): readonly RenderedPolicy[] {
  return policy === undefined ? [] : [policy];
}

/** The policy of a place, if it can have one. A role's decides about assuming it only. */
function policyOf(place: Place, action: string, { others }: Book): RenderedPolicy | undefined {
  if (place.kind === 'role') return action.startsWith('sts:') ? others.get(`trust ${place.arn}`) : undefined;
  const [bucket = ''] = place.arn.split('/');
  return others.get(`resource ${place.kind === 'object' ? bucket : place.arn}`);
}

const ENDPOINTS: Readonly<Record<string, string>> = { sagemaker: 'sagemaker.api' };

/** The policy of the endpoint that leads from the lab's network to where the action is carried out. */
function endpointOf(action: string, { others }: Book): RenderedPolicy | undefined {
  const [prefix = ''] = action.split(':');
  const service = action === 'sagemaker:InvokeEndpoint' ? 'sagemaker.runtime' : (ENDPOINTS[prefix] ?? prefix);
  return others.get(`endpoint com.amazonaws.${REGION}.${service}`);
}
