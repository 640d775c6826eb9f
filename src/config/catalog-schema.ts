import { z } from 'zod';
import { type CatalogSettings, DEFAULT_CATALOG } from '../lab/catalog.ts';

/** The characters that the template accepts: those of a tag value. */
const COST_CENTER = /^[A-Za-z0-9][A-Za-z0-9 _.:/=+@-]{0,63}$/;

export const catalogSchema = z
  .strictObject({
    firstCostCenter: costCenter(
      'firstCostCenter',
      'A cost center that launches can be booked on, as the tag `cost-center`. ',
    ),
    secondCostCenter: costCenter('secondCostCenter', 'Another one, different from the first. '),
  })
  .prefault({})
  .meta({ description: 'What data scientists choose from when they launch a notebook.' });

function costCenter(setting: keyof CatalogSettings, description: string) {
  return z
    .string()
    .regex(COST_CENTER)
    .default(DEFAULT_CATALOG[setting])
    .meta({
      description:
        `${description}An account has each TagOption once: where the Tools account offers this value already, choose another. ` +
        'Labs that are not called `lab` have their name behind it.',
      examples: ['8457'],
    });
}
