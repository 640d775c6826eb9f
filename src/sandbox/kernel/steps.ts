/**
 * How many runs of code, or fits of a model, a service does in one step of time, and leaves the others due: each may take a
 * second, and an interruption is heard between two steps.
 */
export const MOST_IN_A_STEP = 8;
