import ts from 'typescript';

export interface Host {
  readonly kind: 'expression' | 'statements';
  readonly start: number;
  readonly end: number;
}

/**
 * Where the choice between a node and its mutant can stand. A link of a chain is no expression of its own: in brackets,
 * `a?.b.c` would not end at `a`, and the method of a call would lose its object.
 */
export function hostOf(node: ts.Node): Host {
  if (ts.isCaseOrDefaultClause(node)) {
    return { kind: 'statements', start: node.statements[0]?.getStart() ?? node.getEnd(), end: node.getEnd() };
  }
  if (ts.isBlock(node)) return { kind: 'statements', start: node.getStart(), end: node.getEnd() };
  const whole = chainOf(node);
  return { kind: 'expression', start: whole.getStart(), end: whole.getEnd() };
}

function chainOf(node: ts.Node): ts.Node {
  const { parent } = node;
  if (ts.isDeleteExpression(parent)) return chainOf(parent);
  return isLink(node) && isLink(parent) && parent.expression === node ? chainOf(parent) : node;
}

function isLink(node: ts.Node): node is ts.AccessExpression | ts.CallExpression | ts.NonNullExpression {
  return (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isNonNullExpression(node)
  );
}
