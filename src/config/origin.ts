import { flagName, flagOf, type SettingPath, TYPES } from './flags.ts';

export type SettingSource = 'flag' | 'env' | 'file' | 'roster' | 'sandbox' | 'default' | 'answer';

/** Where a value came from; messages name it, and saving depends on it. */
export interface Origin {
  readonly source: SettingSource;
  /** `--tools-account`, `MLOPS_LAB_TOOLS_ACCOUNT` or `mlops-lab.yaml:7:11`. */
  readonly where: string;
}

export type Origins = ReadonlyMap<SettingPath, Origin>;

export function originFromFlag(path: SettingPath): Origin {
  return { source: 'flag', where: flagName(flagOf(path)) };
}

export function originFromEnv(path: SettingPath): Origin {
  return { source: 'env', where: flagOf(path).env };
}

/** How to give a correct value in the same place. */
export function exampleFor(path: SettingPath, source: SettingSource | undefined, value: string): string {
  if (source === 'flag') return `${flagName(flagOf(path))} ${value}`;
  if (source === 'env') return `${flagOf(path).env}=${value}`;
  if (source === 'answer' || source === 'roster') return value;
  return `${path.split('.').at(-1)}: ${/^\d+$/.test(value) && !TYPES[path] ? `"${value}"` : value}`;
}
