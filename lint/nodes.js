import ts from 'typescript';

/**
 * What a rule finds: what it says of a node.
 * @typedef {{ readonly node: ts.Node, readonly says: string }} Finding
 */

/** A node with everything in it, in the order of the text. @param {ts.Node} node @returns {ts.Node[]} */
export function nodesIn(node) {
  /** @type {ts.Node[]} */
  const nodes = [];
  /** @param {ts.Node} each */
  const visit = (each) => {
    nodes.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return nodes;
}
