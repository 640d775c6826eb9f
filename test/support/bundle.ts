import { loadBundles } from '../../src/assets/bundle.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import type { Bundle } from '../../src/ports/assets.ts';
import { PENGUINS_FOLDER } from './course.ts';

let bundles: ReturnType<typeof loadBundles> | undefined;
const ofLabs = new Map<string, Bundle>();

/** What the package brings along for a lab does not change while tests run, and depends on nothing but its name. */
export async function loadBundle(lab: Pick<LabSettings, 'name'>): Promise<Bundle> {
  const ofLab = await (bundles ??= loadBundles([PENGUINS_FOLDER]));
  const bundle = ofLabs.get(lab.name) ?? ofLab(lab, PENGUINS_FOLDER);
  ofLabs.set(lab.name, bundle);
  return bundle;
}
