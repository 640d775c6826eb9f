import type { Draft } from './check.ts';
import type { MissingAnswer } from './questions.ts';
import type { PartialSettings } from './schema.ts';

/** The checked settings of one lab, and what is missing in them. */
export interface LoadedSettings extends Draft {
  readonly settings: PartialSettings;
  readonly missing: readonly MissingAnswer[];
}
