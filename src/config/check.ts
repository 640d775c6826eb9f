import { type LabError, usageError } from '../errors.ts';
import type { CrossCheck } from './cross-checks.ts';
import type { SettingPath } from './flags.ts';
import type { Origins } from './origin.ts';
import { type Problem, problemOfCrossCheck, problemOfUnknownKey, problemOfValue } from './problems.ts';
import { CLASS_KEYS, type PartialSettings, settingsSchema } from './schema.ts';
import { personSchema } from './people-schema.ts';
import type { SettingsFile } from './settings-file.ts';
import { type SettingsTree, valueAt } from './settings-tree.ts';

export interface Draft {
  readonly values: SettingsTree;
  readonly origin: Origins;
  readonly file: SettingsFile;
}

export interface PlacedProblem extends Problem {
  /** Begins with the value's origin, and names the setting. */
  readonly place: string;
}

export type Checked =
  | { readonly settings: PartialSettings; readonly problems: readonly [] }
  | { readonly settings: undefined; readonly problems: readonly PlacedProblem[] };

/** Nobody fixes more at once. */
const MOST_LISTED = 20;

type Issue = NonNullable<ReturnType<typeof settingsSchema.safeParse>['error']>['issues'][number];

export function checkSettings(draft: Draft): Checked {
  const parsed = settingsSchema.safeParse(draft.values);
  if (parsed.success) return { settings: parsed.data, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, draft));
  return { settings: undefined, problems: problems.sort(byPlace) };
}

export function settingsOrThrow(draft: Draft): PartialSettings {
  const { settings, problems } = checkSettings(draft);
  if (settings) return settings;
  throw invalidSettings(problems);
}

/** In the file's order. */
export function byPlace(one: PlacedProblem, other: PlacedProblem): number {
  return one.place.localeCompare(other.place, 'en', { numeric: true });
}

function problemsOf(issue: Issue, draft: Draft): PlacedProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_LISTED + 1).map((key) => unknownKey(issue.path, key, draft));
  }
  const setting = settingAt(issue.path);
  const path = setting.join('.');
  const place = `${whereIs(setting, draft)}: ${path}`;
  const value = valueAt(draft.values, setting);
  if (issue.code === 'custom') {
    const broken = issue.params as CrossCheck;
    return [{ place, ...problemOfCrossCheck(broken, value, otherPlace(broken, setting, draft)) }];
  }
  const source = draft.origin.get(path as SettingPath)?.source ?? draft.file.source(setting);
  const written = source === 'file' ? draft.file.written(setting) : undefined;
  return [{ place, ...problemOfValue({ path, value, written, source }) }];
}

/** A list is one setting, whichever item is wrong; of people each has its place. */
function settingAt(path: readonly PropertyKey[]): readonly PropertyKey[] {
  if (path[0] === 'people') return path;
  const item = path.findIndex((key) => typeof key === 'number');
  return item < 0 ? path : path.slice(0, item);
}

function unknownKey(path: readonly PropertyKey[], key: string, { file }: Draft): PlacedProblem {
  const place = [file.where([...path, key], 'key'), ...(path.length > 0 ? [path.join('.')] : [])].join(': ');
  return { place, ...problemOfUnknownKey(key, knownKeys(path)) };
}

function knownKeys(path: readonly PropertyKey[]): string[] {
  const { accounts, ...general } = settingsSchema.shape;
  if (path.length === 0) return [...Object.keys(general), 'accounts', ...CLASS_KEYS];
  if (path[0] === 'people') return Object.keys(personSchema.shape);
  if (path[0] === 'pipeline') return Object.keys(general.pipeline.def.innerType.shape);
  if (path[0] === 'catalog') return Object.keys(general.catalog.def.innerType.shape);
  if (path[0] === 'hardening') return Object.keys(general.hardening.def.innerType.shape);
  if (path[0] === 'network') return Object.keys(general.network.def.innerType.shape);
  const roles = accounts.def.innerType.shape;
  return Object.keys(path.length === 1 ? roles : roles.tools.def.innerType.shape);
}

function otherPlace(broken: CrossCheck, path: readonly PropertyKey[], draft: Draft): string {
  if (broken.kind === 'same-person' || broken.kind === 'same-address')
    return whereIs(['people', broken.first, 'name'], draft);
  const role = broken.kind === 'same-account' ? broken.other : String(path[1]);
  return whereIs(['accounts', role, 'id'], draft);
}

/** Where a value stands. */
export function whereIs(path: readonly PropertyKey[], { origin, file }: Draft): string {
  return origin.get(path.join('.') as SettingPath)?.where ?? file.where(path, 'value');
}

export function invalidSettings(problems: readonly PlacedProblem[]): LabError {
  const [first, ...others] = problems;
  if (first && others.length === 0) {
    return usageError('invalid-settings', `${first.place}: ${first.message}`, first.remedy);
  }
  const many = problems.length > MOST_LISTED;
  const lines = problems
    .slice(0, MOST_LISTED)
    .map(({ place, message, remedy }) => `\n  ${place}: ${message}; ${remedy}`);
  return usageError(
    'invalid-settings',
    `${many ? `more than ${MOST_LISTED}` : problems.length} settings are wrong${lines.join('')}${many ? '\n  …' : ''}`,
    'fix them and run the command again; docs/configuration.md describes every setting',
  );
}
