/** Size limits of a model, for everything that reads it. A hundred ordinary trees have 1500 nodes and 100 kB. */
export const MODEL_LIMITS = {
  /** Bytes of the model file, unpacked. */
  bytes: 20_000_000,
  trees: 10_000,
  /** Columns that it was trained on. */
  features: 1000,
  /** Nodes of all trees together. */
  nodes: 1_000_000,
  depth: 256,
  /** Lists, objects and, in JSON, their members: a tree has about twenty, and as many members. */
  containers: 500_000,
  /** Nesting depth. */
  nesting: 32,
} as const;
