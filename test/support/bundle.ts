import { loadBundles } from '../../src/assets/bundle.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import type { Bundle } from '../../src/ports/assets.ts';

export async function loadBundle(lab: LabSettings): Promise<Bundle> {
  return (await loadBundles())(lab);
}
