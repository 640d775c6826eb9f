import {
  parsePolicy,
  type PolicyDocument,
  type PolicyStatement,
  type PrincipalElement,
  statementsOf,
} from '../../kernel/policy/document.ts';
import type { World } from '../../kernel/world.ts';
import { actionsOf, malformed, parsedDocument, policySize } from './documents.ts';
import { limitExceeded } from './find.ts';
import { holderByArn, holderById } from './holders.ts';
import type { RoleRecord } from './state.ts';

/**
 * Checks a trust policy and gives it as IAM keeps it: roles and users by unique id, so that one which is deleted and
 * made anew is not trusted any more. Source: IAM user guide, "AWS JSON policy elements: Principal".
 */
export function storedTrustPolicy(world: World, text: string | undefined): string {
  if (/^\s/.test(text ?? '')) malformed('JSON strings must not have leading spaces');
  if (!parsePolicy(text ?? '')) malformed('This policy contains invalid Json');
  const document = parsedDocument(text);
  statementsOf(document).forEach(checkStatement);
  if (policySize(text ?? '') > LONGEST_TRUST_POLICY) {
    limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${LONGEST_TRUST_POLICY}`);
  }
  return JSON.stringify(mapPrincipals(document, (kind, name) => storedPrincipal(world, kind, name)));
}

function checkStatement(statement: PolicyStatement): void {
  const { Effect, Principal, NotPrincipal, Resource, NotResource } = statement;
  if (Resource !== undefined || NotResource !== undefined) malformed('Has prohibited field Resource');
  if (isEmpty(Principal ?? NotPrincipal)) malformed('Missing required field Principal');
  if (Effect === 'Allow' && NotPrincipal !== undefined) malformed('Allow with NotPrincipal is not allowed.');
  if (!actionsOf(statement).every((action) => ACTIONS.test(action)))
    malformed('AssumeRole policy may only specify STS AssumeRole actions.');
}

/** Service authorization reference, "AWS Security Token Service"; wildcards reach no further than that service. */
const ACTIONS =
  /^sts:(AssumeRole(WithSAML|WithWebIdentity)?|SetSourceIdentity|TagSession|SetContext|GetFederationToken|GetSessionToken|GetCallerIdentity|GetServiceBearerToken|GetAccessKeyInfo|DecodeAuthorizationMessage|\w*[*?][\w*?]*)$/i;

function isEmpty(principal: PolicyStatement['Principal']): boolean {
  return principal === undefined || (typeof principal === 'object' && Object.values(principal).flat().length === 0);
}

/** The trust policy with the ARNs of those that still exist; ids that remain are of nobody. */
export function trustPolicyOf(world: World, role: RoleRecord): PolicyDocument {
  const document = JSON.parse(role.trustPolicy) as PolicyDocument;
  return mapPrincipals(document, (kind, name) => (kind === 'AWS' ? (holderById(world, name)?.arn ?? name) : name));
}

/** Source: IAM user guide, "IAM and AWS STS quotas". */
const LONGEST_TRUST_POLICY = 2048;

type Mapping = (kind: string, name: string) => string;

function mapPrincipals(document: PolicyDocument, mapping: Mapping): PolicyDocument {
  return { ...document, Statement: statementsOf(document).map((statement) => withPrincipals(statement, mapping)) };
}

function withPrincipals(statement: PolicyStatement, mapping: Mapping): PolicyStatement {
  const { Principal, NotPrincipal } = statement;
  return {
    ...statement,
    ...(Principal !== undefined && { Principal: mapElement(Principal, mapping) }),
    ...(NotPrincipal !== undefined && { NotPrincipal: mapElement(NotPrincipal, mapping) }),
  };
}

/** The document has the form of a policy, which does not say that a principal that is a text is `*`. */
function mapElement(element: string | Exclude<PrincipalElement, string>, mapping: Mapping): PrincipalElement {
  if (element === '*') return '*';
  if (typeof element === 'string') return invalidPrincipal('AWS', element);
  const mapped = Object.entries(element).map(([kind, names]) => [
    kind,
    typeof names === 'string' ? mapping(kind, names) : names.map((name) => mapping(kind, name)),
  ]);
  return Object.fromEntries(mapped) as PrincipalElement;
}

/** Nothing is known of accounts outside the sandbox, so any account id is accepted as a whole account. */
function storedPrincipal(world: World, kind: string, name: string): string {
  if (kind === 'Service') return /^[\w.-]+\.amazonaws\.com$/.test(name) ? name : invalidPrincipal('SERVICE', name);
  if (kind !== 'AWS') return name;
  if (/^\d{12}$/.test(name)) return `arn:aws:iam::${name}:root`;
  if (name === '*' || /^arn:aws:iam::\d{12}:root$/.test(name) || SESSION.test(name)) return name;
  const holder = holderByArn(world, name) ?? holderById(world, name);
  const visible = holder !== undefined && (holder.kind === 'user' || holder.visibleAt <= world.now);
  return visible ? holder.id : invalidPrincipal('AWS', name);
}

const SESSION = /^arn:aws:sts::\d{12}:(assumed-role|federated-user)\/[^*]+$/;

function invalidPrincipal(kind: string, name: string): never {
  return malformed(`Invalid principal in policy: "${kind}":"${name}"`);
}
