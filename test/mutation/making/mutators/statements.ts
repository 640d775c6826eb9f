import ts from 'typescript';
import type { Mutator } from './mutator.ts';

export const block: Mutator = (node) => (ts.isBlock(node) && node.statements.length > 0 ? ['{}'] : []);

export const arrowFunction: Mutator = (node) => {
  if (!ts.isArrowFunction(node.parent) || node.parent.body !== node || ts.isBlock(node)) return [];
  return node.getText() === 'undefined' ? [] : ['undefined'];
};

/** A case that does nothing, and falls through to the next. */
export const emptyCase: Mutator = (node) => (ts.isCaseOrDefaultClause(node) && node.statements.length > 0 ? [''] : []);
