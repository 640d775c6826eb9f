import { isMap, isScalar, isSeq, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** What refers to a resource, or to one of its attributes. */
export interface Reference {
  readonly logicalId: string;
  readonly attribute?: string;
}

/** Of a node that is a reference and nothing else: `Ref` or `Fn::GetAtt`, in the short form or the long one. */
export function referenceOf(node: unknown): Reference | undefined {
  const ref = argumentOf(node, '!Ref', 'Ref');
  if (isScalar(ref)) return { logicalId: String(ref.value) };
  const attribute = argumentOf(node, '!GetAtt', 'Fn::GetAtt');
  if (isScalar(attribute)) return attributeOf(String(attribute.value).split('.'));
  return isSeq(attribute)
    ? attributeOf(attribute.items.map((each) => String(isScalar(each) ? each.value : each)))
    : undefined;
}

function attributeOf([logicalId = '', ...attribute]: readonly string[]): Reference {
  return { logicalId, attribute: attribute.join('.') };
}

/** Has the references in the text of an `Fn::Sub` replaced for which there is a literal. Other nodes stay as they are. */
export function substitute(node: unknown, literal: (reference: Reference) => string | undefined): void {
  const argument = argumentOf(node, '!Sub', 'Fn::Sub');
  const [text, variables] = isSeq(argument) ? argument.items : [argument];
  if (!isScalar(text)) return;
  text.value = String(text.value).replace(REFERENCES, (whole, logicalId: string, attribute?: string) => {
    if (isMap(variables) && variables.has(logicalId)) return whole;
    return literal({ logicalId, ...(attribute !== undefined && { attribute }) }) ?? whole;
  });
}

/** Pseudo parameters have colons, and `${!Literal}` an exclamation mark. */
const REFERENCES = /\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}/g;

/** What a function is given: the tagged node itself, or the one value of a map. */
function argumentOf(node: unknown, tag: string, name: string): unknown {
  if ((node instanceof Scalar || node instanceof YAMLSeq) && node.tag === tag) return node;
  if (!(node instanceof YAMLMap) || node.items.length !== 1) return undefined;
  return node.get(name, true);
}
