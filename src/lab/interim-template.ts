import { isMap, isScalar, isSeq, parseDocument, Scalar, visit, type Document, type Pair, type YAMLMap } from 'yaml';
import { own } from '../own.ts';
import type { Place, StackResource } from './drift.ts';
import { referenceOf, substitute, type Reference } from './template-references.ts';

/** The template of the first of two updates, or what makes it impossible. */
export type Interim =
  | {
      readonly template: string;
      /** Existing resources that the first update removes too, to be created again by the second. */
      readonly along: readonly StackResource[];
    }
  | { readonly impossible: { readonly logicalId: string; readonly reference: string } };

/** Whether a text can be a template at all, which CloudFormation's own always are. */
export function isTemplate(text: string): boolean {
  const { contents, errors } = parseDocument(text, { logLevel: 'silent' });
  return errors.length === 0 && isMap(contents);
}

/**
 * The template without the resources that are gone. References to them are replaced by the values they had, so that the
 * resources that refer to them do not change.
 */
export function withoutResources(
  template: string,
  gone: readonly StackResource[],
  resources: readonly StackResource[],
  place: Place,
): Interim {
  const document = parseDocument(template, { logLevel: 'silent' });
  const known = (reference: Reference) => valueOf(reference, resources, place);
  const left = new Set(gone.map(({ logicalId }) => logicalId));
  for (;;) {
    const stranded = strandedIn(document, left, known);
    if (stranded && !EXPENDABLE.has(stranded.type)) return { impossible: stranded };
    const next = stranded?.logicalId ?? holderIn(document, left);
    if (next === undefined) break;
    left.add(next);
  }
  const along = resources.filter(
    ({ logicalId }) => left.has(logicalId) && !gone.some((each) => each.logicalId === logicalId),
  );
  for (const logicalId of left) document.deleteIn(['Resources', logicalId]);
  dropStrandedOutputs(document, left, known);
  dropDependencies(document, left);
  fillIn(document, left, known);
  keepOne(document);
  return { template: document.toString({ lineWidth: 0 }), along };
}

/** Types that can be removed for a minute without loss; they are removed if the value they refer to is unknown. */
const EXPENDABLE: ReadonlySet<string> = new Set(['AWS::SSM::Parameter']);

/**
 * Types that depend on more than the name of a resource of another type. Lambda's grant to decrypt a function's
 * variables names the role's unique id, which differs in a new role of the same name (re:Post,
 * lambda-kmsaccessdeniedexception-errors).
 */
const HOLDS_ON_TO: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'AWS::IAM::Role',
  'AWS::Lambda::EventInvokeConfig': 'AWS::Lambda::Function',
};

/** ARNs as the types return them; all other references of the templates are physical ids (resource type reference). */
const ARNS: Readonly<Record<string, (id: string, place: Place) => string>> = {
  'AWS::IAM::Role': (id, { partition, accountId }) => `arn:${partition}:iam::${accountId}:role/${id}`,
  'AWS::S3::Bucket': (id, { partition }) => `arn:${partition}:s3:::${id}`,
  'AWS::Lambda::Function': (id, place) => regional(place, 'lambda', `function:${id}`),
  'AWS::Logs::LogGroup': (id, place) => regional(place, 'logs', `log-group:${id}:*`),
};

function regional({ partition, region, accountId }: Place, service: string, name: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${name}`;
}

type Known = (reference: Reference) => string | undefined;

function valueOf(
  { logicalId, attribute }: Reference,
  resources: readonly StackResource[],
  place: Place,
): string | undefined {
  const resource = resources.find((each) => each.logicalId === logicalId);
  if (!resource || attribute === undefined) return resource?.physicalId;
  return attribute === 'Arn' ? own(ARNS, resource.resourceType)?.(resource.physicalId, place) : undefined;
}

interface Stranded {
  readonly logicalId: string;
  readonly type: string;
  readonly reference: string;
}

/** A resource that stays and depends on one that is removed. */
function holderIn(document: Document, left: ReadonlySet<string>): string | undefined {
  for (const { key, value } of pairsIn(document, 'Resources')) {
    if (left.has(nameOf(key)) || !isMap(value)) continue;
    const held = own(HOLDS_ON_TO, String(value.get('Type')));
    if (held === undefined) continue;
    const holds = referencesIn(value).some(
      ({ logicalId }) => left.has(logicalId) && document.getIn(['Resources', logicalId, 'Type']) === held,
    );
    if (holds) return nameOf(key);
  }
  return undefined;
}

/** A resource that stays and refers to one that is removed, by a value that is unknown. */
function strandedIn(document: Document, left: ReadonlySet<string>, known: Known): Stranded | undefined {
  for (const { key, value } of pairsIn(document, 'Resources')) {
    if (left.has(nameOf(key)) || !isMap(value)) continue;
    const unknown = referencesIn(value).find((each) => left.has(each.logicalId) && known(each) === undefined);
    if (!unknown) continue;
    const reference = [unknown.logicalId, unknown.attribute].filter(Boolean).join('.');
    return { logicalId: nameOf(key), type: String(value.get('Type')), reference };
  }
  return undefined;
}

function dropStrandedOutputs(document: Document, left: ReadonlySet<string>, known: Known): void {
  for (const { key, value } of pairsIn(document, 'Outputs')) {
    const references = isMap(value) ? referencesIn(value) : [];
    const isStranded = references.some((each) => left.has(each.logicalId) && known(each) === undefined);
    if (isStranded) document.deleteIn(['Outputs', nameOf(key)]);
  }
}

function dropDependencies(document: Document, left: ReadonlySet<string>): void {
  for (const { value } of pairsIn(document, 'Resources')) {
    if (!isMap(value)) continue;
    const given: unknown = value.get('DependsOn', true);
    const names = isSeq(given) ? given.items.map(nameOf) : isScalar(given) ? [nameOf(given)] : [];
    const kept = names.filter((name) => !left.has(name));
    if (kept.length === names.length) continue;
    if (kept.length === 0) value.delete('DependsOn');
    else value.set('DependsOn', document.createNode(kept));
  }
}

function fillIn(document: Document, left: ReadonlySet<string>, known: Known): void {
  const literal = (reference: Reference) => (left.has(reference.logicalId) ? known(reference) : undefined);
  visit(document, {
    Node: (_, node) => {
      const reference = referenceOf(node);
      const value = reference && literal(reference);
      if (value !== undefined) return new Scalar(value);
      substitute(node, literal);
      return undefined;
    },
  });
}

/** CloudFormation rejects a template without resources. This type creates nothing and is free. */
function keepOne(document: Document): void {
  if (pairsIn(document, 'Resources').length > 0) return;
  document.setIn(['Resources', 'Interim'], document.createNode({ Type: 'AWS::CloudFormation::WaitConditionHandle' }));
}

function referencesIn(node: YAMLMap): Reference[] {
  const found: Reference[] = [];
  visit(node, {
    Node: (_, each) => {
      const reference = referenceOf(each);
      if (reference) found.push(reference);
      substitute(each, (inText) => {
        found.push(inText);
        return undefined;
      });
    },
  });
  return found;
}

function pairsIn(document: Document, section: string): Pair[] {
  const map = document.get(section);
  return isMap(map) ? [...map.items] : [];
}

function nameOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : String(node);
}
