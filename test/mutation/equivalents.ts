/** Mutants that change nothing which anybody could notice, and why. They are neither drawn nor counted. */
export const EQUIVALENTS: Readonly<Record<string, string>> = {};
