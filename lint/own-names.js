import { dirname, relative, resolve } from 'node:path';

/**
 * @typedef {import('eslint').Rule.Node} Node
 * @typedef {import('eslint').Rule.RuleFixer} Fixer
 * @typedef {import('eslint').Rule.Fix} Fix
 * @typedef {NonNullable<Parameters<import('eslint').SourceCode['getText']>[0]>} Part
 * @typedef {import('typescript').Type} Type
 * @typedef {{ program: import('typescript').Program, getTypeAtLocation: (node: Part) => Type }} TypeServices
 */

/** Where the two functions are that this rule asks for. */
const HOME = resolve(import.meta.dirname, '../src/own.ts');

/**
 * Dictionaries are not indexed by names that somebody else chose: `dictionary['constructor']` is there although nobody put
 * it, and `dictionary['__proto__'] = value` puts nothing. Numbers and names that the code itself has as types are fine.
 * @type {import('eslint').Rule.RuleModule}
 */
export const ownNames = {
  meta: {
    type: 'problem',
    fixable: 'code',
    schema: [],
    messages: {
      read: 'own({{dictionary}}, …): a name from outside may be one that every object has',
      write: 'put({{dictionary}}, …): a name from outside may be __proto__',
      has: 'Object.hasOwn({{dictionary}}, …): a name from outside may be one that every object has',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const services = /** @type {TypeServices} */ (sourceCode.parserServices);
    const checker = services.program.getTypeChecker();
    /** @param {Part} node */
    const text = (node) => sourceCode.getText(node);
    /** @param {Part} node */
    const typeOf = (node) => checker.getNonNullableType(services.getTypeAtLocation(node));
    /** @param {Type} type */
    const parts = (type) => (type.isUnion() ? type.types : [type]);

    /** @param {Part} node */
    const isDictionary = (node) =>
      parts(typeOf(node)).some((type) =>
        checker.getIndexInfosOfType(type).some(({ keyType }) => keyType === checker.getStringType()),
      );
    /** @param {Part} node */
    const isAnyName = (node) =>
      parts(typeOf(node)).some(
        (type) => !type.isStringLiteral() && checker.isTypeAssignableTo(type, checker.getStringType()),
      );

    /** @param {Fixer} fixer @param {string} name @returns {Fix[]} */
    const importing = (fixer, name) => {
      const imports = sourceCode.ast.body.filter((part) => part.type === 'ImportDeclaration');
      const path = relative(dirname(context.filename), HOME).replaceAll('\\', '/');
      const from = path.startsWith('.') ? path : `./${path}`;
      const standing = imports.find(({ source }) => source.value === from);
      if (standing?.specifiers.some(({ local }) => local.name === name)) return [];
      const sibling = standing?.specifiers.at(-1);
      if (sibling) return [fixer.insertTextAfter(sibling, `, ${name}`)];
      const line = `import { ${name} } from '${from}';\n`;
      const last = imports.at(-1);
      return [last ? fixer.insertTextAfter(last, `\n${line.trimEnd()}`) : fixer.insertTextBeforeRange([0, 0], line)];
    };
    /** @param {Node} node @param {string} messageId @param {Part} dictionary @param {(fixer: Fixer) => Fix | Fix[]} [fix] */
    const report = (node, messageId, dictionary, fix) =>
      context.report({ node, messageId, data: { dictionary: text(dictionary) }, ...(fix && { fix }) });

    return {
      MemberExpression(node) {
        const { computed, object, property, parent } = node;
        if (!computed || property.type === 'Literal' || !isDictionary(object) || !isAnyName(property)) return;
        if (parent.type === 'UnaryExpression' && parent.operator === 'delete') return;
        const read = `own(${text(object)}, ${text(property)})`;
        if (parent.type !== 'AssignmentExpression' || parent.left !== node) {
          return report(node, 'read', object, (fixer) => [
            ...importing(fixer, 'own'),
            fixer.replaceText(node.parent.type === 'ChainExpression' ? node.parent : node, read),
          ]);
        }
        /** @param {string} value */
        const write = (value) => `put(${text(object)}, ${text(property)}, ${value})`;
        if (parent.operator === '=') {
          return report(node, 'write', object, (fixer) => [
            ...importing(fixer, 'put'),
            fixer.replaceText(parent, write(text(parent.right))),
          ]);
        }
        report(node, 'write', object);
      },
      BinaryExpression(node) {
        const { left, operator, right } = node;
        if (operator !== 'in' || left.type === 'PrivateIdentifier' || !isAnyName(left)) return;
        report(node, 'has', right, (fixer) => fixer.replaceText(node, `Object.hasOwn(${text(right)}, ${text(left)})`));
      },
    };
  },
};
