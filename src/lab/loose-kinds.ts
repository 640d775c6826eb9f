/** Kinds of leftovers that go without a stack. */
export const LOOSE_KINDS = ['bucket', 'key', 'key alias', 'log group', 'parameter'] as const;

export type LooseKind = (typeof LOOSE_KINDS)[number];
