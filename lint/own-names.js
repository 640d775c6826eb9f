import ts from 'typescript';
import { nodesIn } from './nodes.js';

/** @import { Finding } from './nodes.js' */

const EVERYWHERE = 'a name from outside may be one that every object has';

/**
 * Dictionaries are not indexed by names that somebody else chose: `dictionary['constructor']` is there although nobody put
 * it, and `dictionary['__proto__'] = value` puts nothing. Numbers and names that the code itself has as types are fine.
 * @param {ts.SourceFile} source
 * @param {ts.TypeChecker} checker
 * @returns {Finding[]}
 */
export function ownNames(source, checker) {
  /** @param {ts.Node} node */
  const partsOf = (node) => {
    const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
    return type.isUnion() ? type.types : [type];
  };
  /** @param {ts.Node} node */
  const isDictionary = (node) =>
    partsOf(node).some((type) =>
      checker.getIndexInfosOfType(type).some(({ keyType }) => keyType === checker.getStringType()),
    );
  /** @param {ts.Node} node */
  const isAnyName = (node) =>
    partsOf(node).some((type) => !type.isStringLiteral() && checker.isTypeAssignableTo(type, checker.getStringType()));

  /** @param {ts.Node} node @returns {string | undefined} */
  const objection = (node) => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
      return isAnyName(node.left) ? `Object.hasOwn(${textOf(node.right, node.left)}): ${EVERYWHERE}` : undefined;
    if (!ts.isElementAccessExpression(node) || ts.isDeleteExpression(node.parent)) return undefined;
    const { expression: dictionary, argumentExpression: name } = node;
    if (isLiteral(name) || !isAnyName(name) || !isDictionary(dictionary)) return undefined;
    return isAssigned(node)
      ? `put(${textOf(dictionary, name)}, …): a name from outside may be __proto__`
      : `own(${textOf(dictionary, name)}): ${EVERYWHERE}`;
  };
  return nodesIn(source).flatMap((node) => {
    const says = objection(node);
    return says ? [{ node, says }] : [];
  });
}

/** @param {ts.Node[]} nodes */
function textOf(...nodes) {
  return nodes.map((node) => node.getText()).join(', ');
}

/** @param {ts.Node} node */
function isLiteral(node) {
  return ts.isStringLiteral(node) || ts.isNumericLiteral(node);
}

/** @param {ts.Expression} node */
function isAssigned(node) {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
