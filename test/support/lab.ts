import { SANDBOX_DEFAULTS } from '../../src/config/rehearsal.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import { DEFAULT_CATALOG } from '../../src/lab/catalog.ts';
import { DEFAULT_HARDENING } from '../../src/lab/hardening.ts';
import { PENGUINS, USUAL_PIPELINE } from './course.ts';

export const LAB: LabSettings = {
  name: 'lab',
  network: { zones: 1 },
  catalog: DEFAULT_CATALOG,
  hardening: DEFAULT_HARDENING,
  pipeline: USUAL_PIPELINE,
  course: 'penguins',
  taught: PENGUINS,
  ...SANDBOX_DEFAULTS,
};
