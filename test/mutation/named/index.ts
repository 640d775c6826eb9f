import { CHANGE_SETS } from './change-sets.ts';
import { ENDINGS } from './endings.ts';
import { ENGINE } from './engine.ts';
import { LAG } from './lag.ts';
import type { NamedMutant } from './mutant.ts';
import { POLLER } from './poller.ts';
import { RELEASES } from './releases.ts';
import { TEARDOWN } from './teardown.ts';

/** Slips by which somebody would lose money or data. */
export const NAMED: readonly NamedMutant[] = [
  ...ENDINGS,
  ...CHANGE_SETS,
  ...TEARDOWN,
  ...POLLER,
  ...LAG,
  ...RELEASES,
  ...ENGINE,
];
