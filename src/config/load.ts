import { own } from '../own.ts';
import { type Draft, settingsOrThrow } from './check.ts';
import { expectClass, expectComplete } from './class-checks.ts';
import { CONFIG_FLAG, flagName, SETTING_FLAGS, type SettingFlag, type SettingPath, TYPES } from './flags.ts';
import { type Origin, originFromEnv, originFromFlag } from './origin.ts';
import { labEntries } from './lab-entries.ts';
import type { LoadedSettings } from './loaded-settings.ts';
import { missingAnswers } from './questions.ts';
import { readSettingsFile, type SettingsFile, type SettingsFileRequest } from './settings-file.ts';
import { type SettingsTree, valueAt, withValue } from './settings-tree.ts';

export interface SettingsRequest {
  /** Commander's option values, by attribute name; ignores those that are no settings. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Defaults of a rehearsal, so that it asks nothing. */
  readonly sandboxDefaults?: SettingsTree;
  /** What a rehearsal keeps, which counts where there is no settings file. */
  readonly kept?: string;
}

export interface LoadedLabs {
  /** Whether the file describes several labs, be it only one of them so far. */
  readonly isClass: boolean;
  readonly labs: readonly LoadedSettings[];
  /** The file as messages show it. */
  readonly label: string;
}

interface Found extends Origin {
  readonly value: unknown;
}

/** Flags, then `MLOPS_LAB_*`, then the file, then defaults; keeps the origin of every value. */
export async function loadLabs(request: SettingsRequest): Promise<LoadedLabs> {
  const file = await readSettingsFile({ cwd: request.cwd, named: namedFile(request), instead: request.kept });
  const { label } = file;
  const entries = await labEntries(file);
  const drafts = (entries?.labs ?? [file]).map((lab) => mergeSources(request, lab));
  if (entries) expectClass(drafts, entries.problems);
  const labs = drafts.map((draft) => loaded(draft, request));
  if (entries) expectComplete(labs, label);
  return { isClass: entries !== undefined, labs, label };
}

function loaded(draft: Draft, { env }: SettingsRequest): LoadedSettings {
  const settings = settingsOrThrow(draft);
  return { ...draft, settings, missing: missingAnswers(settings, env) };
}

function namedFile({ flags, env }: SettingsRequest): SettingsFileRequest['named'] {
  const flag = flags[CONFIG_FLAG.attribute];
  if (typeof flag === 'string') return { file: flag, by: flagName(CONFIG_FLAG) };
  const variable = env[CONFIG_FLAG.env];
  return variable ? { file: variable, by: CONFIG_FLAG.env } : undefined;
}

function mergeSources(request: SettingsRequest, file: SettingsFile): Draft {
  const origin = new Map<SettingPath, Origin>();
  let values = file.values;
  for (const setting of SETTING_FLAGS) {
    const found = find(setting, request, file) ?? standIn(setting, request.sandboxDefaults, values);
    if (!found) continue;
    origin.set(setting.path, { source: found.source, where: found.where });
    if (found.source !== 'file' && found.source !== 'roster')
      values = withValue(values, setting.path.split('.'), found.value);
  }
  return { values, origin, file };
}

function find(setting: SettingFlag, request: SettingsRequest, file: SettingsFile): Found | undefined {
  const { path } = setting;
  const keys = path.split('.');
  const flag = own(request.flags, setting.attribute);
  if (typeof flag === 'string') return { ...originFromFlag(path), value: typed(path, flag) };
  const variable = own(request.env, setting.env);
  if (variable) return { ...originFromEnv(path), value: typed(path, variable) };
  const written = valueAt(file.values, keys);
  if (written !== undefined) return { source: file.source(keys), where: file.where(keys, 'value'), value: written };
  return undefined;
}

/** A rehearsal's defaults. Its roles are in the chosen accounts. */
function standIn({ path }: SettingFlag, defaults: SettingsTree | undefined, chosen: SettingsTree): Found | undefined {
  const keys = path.split('.');
  const value = valueAt(defaults, keys);
  if (value === undefined) return undefined;
  const id = valueAt(chosen, [...keys.slice(0, -1), 'id']);
  const isRole =
    typeof value === 'string' && typeof id === 'string' && /^\d{12}$/.test(id) && path.endsWith('.roleArn');
  return { source: 'sandbox', where: 'the sandbox', value: isRole ? value.replace(/\d{12}/, id) : value };
}

/** Flags and variables are text; some settings are numbers, one is a boolean, and one a number or a list. */
function typed(path: SettingPath, text: string): unknown {
  const kind = TYPES[path];
  if (kind === 'number' && /^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (kind === 'count or list') return /^\d+$/.test(text) ? Number(text) : text.split(',').map((item) => item.trim());
  return kind === 'boolean' && /^(true|false)$/.test(text) ? text === 'true' : text;
}
