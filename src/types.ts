/** What other programs may import of this package: types, and nothing that runs. */
export type * from './events.ts';
export type { LabSettings } from './lab/accounts.ts';
