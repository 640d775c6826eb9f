import type { Guard } from '../authorization.ts';
import type { Principal } from '../principal.ts';
import { compiledText, type CompiledStatement } from './compile.ts';
import { policyContext, principalContext, type PolicyContext } from './context.ts';
import type { Decision, PolicyKind } from './decision.ts';
import { speaksOf } from './evaluate.ts';
import { nearMiss } from './near-miss.ts';
import { namingOf, type Naming } from './principal-match.ts';
import type { AccessRequest, NamedPolicy } from './request.ts';

/** The policies that apply to a request. A missing kind limits nothing. */
export interface ApplicablePolicies {
  /** Without it, the principal needs no identity-based policy; an empty list allows nothing. */
  readonly identity?: readonly NamedPolicy[] | undefined;
  readonly boundary?: NamedPolicy | undefined;
  /** One of them has to allow the request. */
  readonly session?: readonly NamedPolicy[] | undefined;
  /** For a resource that can have a policy, even if it has none. */
  readonly resource?: Guard | undefined;
  readonly endpoint?: NamedPolicy | undefined;
}

/** The policies of one kind. */
export interface Layer {
  readonly kind: PolicyKind;
  readonly policies: readonly NamedPolicy[];
}

/** The result of the policies of one kind for a request. */
interface Finding {
  readonly kind: PolicyKind;
  readonly denying: { readonly policy: string; readonly statement: string } | undefined;
  readonly allowing: readonly CompiledStatement[];
}

/**
 * Whether AWS allows a request under the given policies, and if not, which of them is the reason. A pure function: it
 * reads nothing else, not even the time, and the same request and policies always get the same decision. Documents are
 * parsed and their patterns compiled once per text, so that it can decide many thousands of requests. Source: IAM
 * guide, "How AWS enforcement code logic evaluates requests to allow or deny access" within an account, "Cross-account
 * policy evaluation logic" between two, "Permissions boundaries for IAM entities" and "Session policies"; KMS guide,
 * "Key policies in AWS KMS"; PrivateLink guide, "Control access to VPC endpoints using endpoint policies".
 */
export function decide(request: AccessRequest, policies: ApplicablePolicies): Decision {
  const context = once(() => contextOf(request, policies));
  const layers = layersOf(policies);
  const findings = layers.map((layer) => findingOf(layer, request, context, policies.boundary !== undefined));
  const denied = findings.find(({ denying }) => denying !== undefined);
  if (denied?.denying) return { allowed: false, explicit: true, policyKind: denied.kind, ...denied.denying };
  const lacking = kindsNeeded(request.principal, policies, findings).find(
    (needed) => !findings.some(({ kind, allowing }) => kind === needed && allowing.length > 0),
  );
  if (lacking === undefined) return { allowed: true };
  const nearest = nearMiss(request, layers.find(({ kind }) => kind === lacking)?.policies ?? [], context);
  return { allowed: false, explicit: false, policyKind: lacking, ...(nearest && { nearest }) };
}

/** Computed on first use: most statements are about other actions. */
function once(context: () => PolicyContext): () => PolicyContext {
  let known: PolicyContext | undefined;
  return () => (known ??= context());
}

function contextOf({ principal, resource, context = {} }: AccessRequest, policies: ApplicablePolicies): PolicyContext {
  const owner = policies.resource?.account ?? (resource.split(':')[4] || principal.account);
  return policyContext(principalContext(principal), { 'aws:ResourceAccount': owner }, context);
}

const RESOURCE_BASED = 'resource-based policy';

function layersOf({ identity, boundary, session, resource, endpoint }: ApplicablePolicies): Layer[] {
  const { policy, kind = RESOURCE_BASED } = resource ?? {};
  return [
    ...(policy === undefined ? [] : [{ kind, policies: [{ name: kind, document: policy }] }]),
    { kind: 'identity-based policy', policies: identity ?? [] },
    { kind: 'permissions boundary', policies: boundary ? [boundary] : [] },
    { kind: 'session policy', policies: session ?? [] },
    { kind: 'VPC endpoint policy', policies: endpoint ? [endpoint] : [] },
  ];
}

function findingOf(layer: Layer, request: AccessRequest, context: () => PolicyContext, isBounded: boolean): Finding {
  const allowing: CompiledStatement[] = [];
  for (const { name, document } of layer.policies) {
    for (const statement of compiledText(document)) {
      if (!statement.appliesToAction(request.action)) continue;
      const bound = statement.effect === 'Deny' && isBounded ? withoutExceptions(statement) : statement;
      if (!speaksOf(bound, request, context())) continue;
      if (statement.effect === 'Deny') {
        return { kind: layer.kind, denying: { policy: name, statement: statement.name }, allowing };
      }
      allowing.push(statement);
    }
  }
  return { kind: layer.kind, denying: undefined, allowing };
}

/**
 * "The NotPrincipal element with a Deny effect will always deny any IAM principal that has a permissions boundary policy
 * attached" ("Permissions boundaries for IAM entities").
 */
function withoutExceptions(statement: CompiledStatement): CompiledStatement {
  return statement.notPrincipal === undefined ? statement : { ...statement, notPrincipal: undefined };
}

/** The kinds of policies that have to allow the request. Refusals name the first that does not. */
function kindsNeeded(
  principal: Principal,
  policies: ApplicablePolicies,
  findings: readonly Finding[],
): readonly PolicyKind[] {
  const { resource, endpoint } = policies;
  const kind = resource?.kind ?? RESOURCE_BASED;
  const isForeign = resource !== undefined && resource.account !== principal.account;
  const needsResource = resource !== undefined && (resource.exclusive || isForeign || principal.kind === 'service');
  const allowing = findings.find((finding) => finding.kind === kind)?.allowing ?? [];
  return [
    ...(needsResource ? [kind] : []),
    ...ownKinds(principal, policies, isForeign ? undefined : closest(allowing, principal)),
    ...(endpoint ? (['VPC endpoint policy'] as const) : []),
  ];
}

/** The kinds that have to allow it on the principal's side, after the resource's policy in the same account has. */
function ownKinds(
  { kind }: Principal,
  { identity, boundary, session = [] }: ApplicablePolicies,
  naming: Naming | undefined,
): PolicyKind[] {
  if (kind === 'root' || kind === 'service' || naming === 'itself') return [];
  return [
    ...(identity !== undefined && naming !== 'role' ? (['identity-based policy'] as const) : []),
    ...(boundary ? (['permissions boundary'] as const) : []),
    ...(session.length > 0 ? (['session policy'] as const) : []),
  ];
}

function closest(statements: readonly CompiledStatement[], principal: Principal): Naming | undefined {
  const namings = statements.map((statement) =>
    statement.notPrincipal !== undefined ? 'itself' : namingOf(statement.principal ?? '*', principal),
  );
  return (['itself', 'role', 'account'] as const).find((naming) => namings.includes(naming));
}
