import ts from 'typescript';
import type { Mutator } from './mutator.ts';

const OF_TRUTH = new Set(['<', '<=', '>', '>=', '===', '!==', '&&', '||']);

/** Whatever decides something is decided beforehand. A loop is only never entered, since one that never ends tells nothing. */
export const conditional: Mutator = (node) => {
  if (isTestOfLoop(node)) return ['false'];
  return isTest(node) || decides(node) ? ['true', 'false'] : [];
};

export const negation: Mutator = (node) =>
  ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken ? [node.operand.getText()] : [];

export const booleanLiteral: Mutator = (node) => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  return node.kind === ts.SyntaxKind.FalseKeyword ? ['true'] : [];
};

function decides(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && OF_TRUTH.has(node.operatorToken.getText());
}

function isTest(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  return ts.isConditionalExpression(parent) && parent.condition === node;
}

function isTestOfLoop(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isForStatement(parent)) return parent.condition === node;
  return (ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === node;
}
