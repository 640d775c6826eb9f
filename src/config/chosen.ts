import type { ChosenSetting } from '../ports/machine.ts';
import type { CompleteSettings } from './complete.ts';
import { SETTING_FLAGS } from './flags.ts';
import { valueAt } from './settings-tree.ts';

/** The values that are no defaults, each with where it came from. */
export function chosenSettings({ settings, origin }: CompleteSettings): ChosenSetting[] {
  return SETTING_FLAGS.flatMap(({ path }) => {
    const found = origin.get(path);
    const value = valueAt(settings, path.split('.'));
    if (!found || value === undefined) return [];
    return [{ path, value: shown(value), where: found.where }];
  });
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
}
