import ts from 'typescript';
import { own } from '../../../../src/own.ts';
import type { Mutator } from './mutator.ts';

/** What a method is called instead of, and those whose calls are left out. */
const METHODS: Readonly<Record<string, string>> = {
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  trimStart: 'trimEnd',
  trimEnd: 'trimStart',
  toUpperCase: 'toLowerCase',
  toLowerCase: 'toUpperCase',
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
};
const LEFT_OUT = new Set([
  'trim',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'filter',
  'slice',
  'substring',
  'charAt',
]);

export const method: Mutator = (node) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: object, name, questionDotToken } = node.expression;
  if (LEFT_OUT.has(name.text)) return [object.getText()];
  const other = own(METHODS, name.text);
  const rest = node.getText().slice(name.getEnd() - node.getStart());
  return other === undefined ? [] : [`${object.getText()}${questionDotToken ? '?.' : '.'}${other}${rest}`];
};

/** Without the question, it fails where there is nothing. */
export const optionalChaining: Mutator = (node) => {
  if (!ts.isOptionalChain(node) || ts.isNonNullChain(node) || !node.questionDotToken) return [];
  const before = node.expression.getText();
  const after = node.getText().slice(node.questionDotToken.getEnd() - node.getStart());
  return [ts.isPropertyAccessExpression(node) ? `${before}.${after}` : `${before}${after}`];
};
