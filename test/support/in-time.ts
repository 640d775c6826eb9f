/** For what comes by itself, and on a busy machine comes late: no other limit than that of the whole test. */
export const IN_TIME = { timeout: 1_200_000, interval: 10 } as const;
