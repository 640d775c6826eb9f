import type { Machine } from '../../src/ports/machine.ts';

/** A machine on which all is well. */
export const MACHINE: Machine = {
  node: '22.12.0',
  terminal: { interactive: true, coloured: true, columns: 80 },
  proxies: () => undefined,
  awsCli: () => Promise.resolve('aws-cli/2.31.0 Python/3.13.7 Linux/6.12 exe/x86_64'),
  now: () => Date.UTC(2026, 0, 5),
};
