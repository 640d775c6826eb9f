/** How large a model may be, for whoever reads it. A hundred usual trees have 1500 nodes and 100 kB. */
export const MODEL_LIMITS = {
  /** Of the model's file, unpacked. */
  bytes: 20_000_000,
  trees: 10_000,
  /** Columns that it was trained with. */
  features: 1000,
  /** Of all trees together. */
  nodes: 1_000_000,
  depth: 256,
  /** Lists, objects and, in JSON, their members in the file: a tree has about twenty, and as many members. */
  containers: 500_000,
  /** How deep they lie in each other. */
  nesting: 32,
} as const;
