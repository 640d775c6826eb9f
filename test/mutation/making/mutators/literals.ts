import ts from 'typescript';
import type { Mutator } from './mutator.ts';

/**
 * Text for people holds white space, and no test should pin its words; what holds none is a name, a key or a code. `mutated` and
 * nothing take each other's place, but not where nothing stands in for what only types say may be missing. What has a tag is a part
 * of another language.
 */
export const string: Mutator = (node) => {
  if (ts.isTaggedTemplateExpression(node.parent)) return [];
  if (ts.isTemplateExpression(node)) return /\s/.test(wordsOf(node)) ? [] : ['``'];
  if (!ts.isStringLiteralLike(node) || /\s/.test(node.text) || isName(node)) return [];
  if (node.text === '') return isStandIn(node) ? [] : ["'mutated'"];
  return ["''"];
};

export const array: Mutator = (node) => {
  if (!ts.isArrayLiteralExpression(node) || isPattern(node)) return [];
  if (node.elements.length === 0) return isStandIn(node) ? [] : ["['mutated']"];
  return ['[]'];
};

export const object: Mutator = (node) =>
  ts.isObjectLiteralExpression(node) && node.properties.length > 0 && !isPattern(node) ? ['({})'] : [];

/** An expression that is anchored, without its anchor. */
export const regex: Mutator = (node) => {
  if (!ts.isRegularExpressionLiteral(node)) return [];
  const [, pattern = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
  const unanchored = [
    ...(/^\^./.test(pattern) ? [pattern.slice(1)] : []),
    ...(/[^\\]\$$/.test(pattern) ? [pattern.slice(0, -1)] : []),
  ];
  return unanchored.map((other) => `/${other}/${flags}`);
};

function wordsOf({ head, templateSpans }: ts.TemplateExpression): string {
  return [head, ...templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('');
}

/** Whether it is the name of a property or of a module, or a directive. */
function isName(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return true;
  if (ts.isCallExpression(parent)) return parent.expression.kind === ts.SyntaxKind.ImportKeyword;
  return ts.isBindingElement(parent)
    ? parent.propertyName === node
    : ts.isPropertyAssignment(parent) && parent.name === node;
}

/** Whether it stands in for what may be missing: for undefined on the left, or in a pattern or a list of parameters. */
function isStandIn(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent) || ts.isParameter(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
}

/** Whether it takes apart what is assigned to it. */
function isPattern(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.left === node
  );
}
