import { join } from 'node:path';
import type { CatalogState } from './services/servicecatalog/state.ts';
import { stateNow } from './storage/state-file.ts';

/** The names of all products that were launched in the sandbox of a folder, read without taking hold of it. */
export function launchedIn(directory: string): string[] {
  const { slices } = stateNow(join(directory, 'state.ndjson'));
  const catalogs = Object.values(slices.servicecatalog ?? {}) as CatalogState[];
  return catalogs.flatMap(({ provisioned }) => Object.values(provisioned).map(({ name }) => name));
}
