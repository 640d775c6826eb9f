import type { SettingsFile } from './settings-file.ts';

/** What a lab of a class has of its own, and where that is written. */
export type LabEntry = Pick<SettingsFile, 'values' | 'source' | 'where' | 'written'>;
