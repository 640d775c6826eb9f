import type ts from 'typescript';

/** The texts that stand in a node's place, one for each mutant that is made of it. */
export type Mutator = (node: ts.Node) => readonly string[];
