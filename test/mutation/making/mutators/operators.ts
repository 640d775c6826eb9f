import ts from 'typescript';
import type { Mutator } from './mutator.ts';

const ARITHMETIC: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
};

const EQUALITY: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
};

const LOGICAL: Readonly<Record<string, readonly string[]>> = { '&&': ['||'], '||': ['&&'], '??': ['&&'] };

const ASSIGNMENT: Readonly<Record<string, readonly string[]>> = {
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '||=': ['&&='],
  '&&=': ['||='],
  '??=': ['&&='],
};

export const arithmetic: Mutator = (node) =>
  ts.isBinaryExpression(node) && !isText(node) ? swapped(node, ARITHMETIC) : [];
export const equality: Mutator = (node) => (ts.isBinaryExpression(node) ? swapped(node, EQUALITY) : []);
export const logical: Mutator = (node) => (ts.isBinaryExpression(node) ? swapped(node, LOGICAL) : []);

export const assignment: Mutator = (node) => {
  if (!ts.isBinaryExpression(node) || isText(node.right)) return [];
  const operators = ASSIGNMENT[node.operatorToken.getText()] ?? [];
  return operators.map((operator) => `${node.left.getText()} ${operator} ${node.right.getText()}`);
};

export const unary: Mutator = (node) => {
  if (!ts.isPrefixUnaryExpression(node)) return [];
  const operand = node.operand.getText();
  switch (node.operator) {
    case ts.SyntaxKind.MinusToken:
      return [`+${operand}`];
    case ts.SyntaxKind.PlusToken:
      return [`-${operand}`];
    case ts.SyntaxKind.TildeToken:
      return [operand];
    case ts.SyntaxKind.PlusPlusToken:
      return [`--${operand}`];
    case ts.SyntaxKind.MinusMinusToken:
      return [`++${operand}`];
    default:
      return [];
  }
};

export const update: Mutator = (node) => {
  if (!ts.isPostfixUnaryExpression(node)) return [];
  return [`${node.operand.getText()}${node.operator === ts.SyntaxKind.PlusPlusToken ? '--' : '++'}`];
};

/** In brackets, since another operator binds otherwise. */
function swapped(node: ts.BinaryExpression, operators: Readonly<Record<string, readonly string[]>>): string[] {
  const others = operators[node.operatorToken.getText()] ?? [];
  return others.map((operator) => `((${node.left.getText()}) ${operator} (${node.right.getText()}))`);
}

/** Whether it is seen to be text, of which only the sum has a meaning. */
function isText(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return isText(node.left) || isText(node.right);
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}
