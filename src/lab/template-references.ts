import { isMap, isScalar, isSeq, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** A reference to a resource, or to one of its attributes. */
export interface Reference {
  readonly logicalId: string;
  readonly attribute?: string;
}

/** The target of a node that is a reference: `Ref` or `Fn::GetAtt`, in short or long form. */
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

/** Replaces the references in an `Fn::Sub` that have a literal value. Other nodes stay as they are. */
export function substitute(node: unknown, literal: (reference: Reference) => string | undefined): void {
  const argument = argumentOf(node, '!Sub', 'Fn::Sub');
  const [text, variables] = isSeq(argument) ? argument.items : [argument];
  if (!isScalar(text)) return;
  text.value = String(text.value).replace(REFERENCES, (whole, logicalId: string, attribute?: string) => {
    if (isMap(variables) && variables.has(logicalId)) return whole;
    return literal({ logicalId, ...(attribute !== undefined && { attribute }) }) ?? whole;
  });
}

/** Pseudo parameters contain colons, and `${!Literal}` an exclamation mark. */
const REFERENCES = /\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}/g;

/** The argument of a function: the tagged node itself, or the single value of a map. */
function argumentOf(node: unknown, tag: string, name: string): unknown {
  if ((node instanceof Scalar || node instanceof YAMLSeq) && node.tag === tag) return node;
  if (!(node instanceof YAMLMap) || node.items.length !== 1) return undefined;
  return node.get(name, true);
}
