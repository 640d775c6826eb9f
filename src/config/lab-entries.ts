import { dirname, isAbsolute, join, resolve } from 'node:path';
import { usageError } from '../errors.ts';
import type { PlacedProblem } from './check.ts';
import type { LabEntry } from './lab-entry.ts';
import { CLASS_KEYS } from './schema.ts';
import type { SettingsFile } from './settings-file.ts';
import { readText } from './settings-source.ts';
import { isTree, merged, type SettingsTree, valueAt, withoutNulls } from './settings-tree.ts';

export interface LabEntries {
  /** The file as it would be for each lab alone. */
  readonly labs: readonly SettingsFile[];
  readonly problems: readonly PlacedProblem[];
}

/** The labs of a class; undefined if the file describes one lab. */
export async function labEntries(file: SettingsFile): Promise<LabEntries | undefined> {
  const { labs, roster, ...general } = file.values;
  if (labs === undefined && roster === undefined) return undefined;
  if (labs !== undefined && roster !== undefined) throw bothGiven(file);
  const { entries, problems } = roster === undefined ? listed(file, labs) : await rostered(file, roster);
  if (entries.length === 0 && problems.length === 0) throw noLabs(file, roster === undefined ? 'labs' : 'roster');
  return { labs: entries.map((entry) => fileOf(file, general, entry)), problems };
}

interface Found {
  readonly entries: readonly LabEntry[];
  readonly problems: readonly PlacedProblem[];
}

function listed(file: SettingsFile, labs: unknown): Found {
  const faulty = (path: readonly PropertyKey[], message: string, remedy: string) => ({
    place: `${file.where(path, 'value')}: ${path.length === 1 ? 'labs' : `labs, item ${String(Number(path[1]) + 1)}`}`,
    message,
    remedy,
  });
  if (!Array.isArray(labs)) {
    return { entries: [], problems: [faulty(['labs'], 'this is no list', 'write a line `- name: …` for each lab')] };
  }
  const isEntry = (index: number) => isTree(labs[index]);
  const at = [...labs.keys()];
  return {
    entries: at.filter(isEntry).map((index) => entryAt(file, index, labs[index] as SettingsTree)),
    problems: at
      .filter((index) => !isEntry(index))
      .map((index) => faulty(['labs', index], 'this is no group of settings', 'write `name: …` and what differs')),
  };
}

function entryAt(file: SettingsFile, index: number, values: SettingsTree): LabEntry {
  const within = (path: readonly PropertyKey[]) => ['labs', index, ...path];
  return {
    values: withoutNulls(values),
    source: () => 'file',
    where: (path, part) => file.where(within(path), part),
    written: (path) => file.written(within(path)),
  };
}

async function rostered(file: SettingsFile, name: unknown): Promise<Found> {
  const place = file.where(['roster'], 'value');
  if (typeof name !== 'string' || /\p{Cc}/u.test(name)) {
    throw usageError('invalid-settings', `${place}: roster: this is no name of a file`, 'write roster: roster.csv');
  }
  const path = resolve(dirname(file.path), name);
  const label = isAbsolute(name) ? name : join(dirname(file.label), name);
  const text = await readText(path, label, 'name another file as roster');
  if (text === undefined) {
    throw usageError(
      'config-not-found',
      `${place}: roster: there is no file ${label}`,
      'create it, or correct the name',
    );
  }
  const { readRoster } = await import('./roster.ts');
  return readRoster(text, label);
}

/** The entry decides over the rest of the file, in values as in places. */
function fileOf(file: SettingsFile, general: SettingsTree, entry: LabEntry): SettingsFile {
  const holder = (path: readonly PropertyKey[]) => (valueAt(entry.values, path) === undefined ? file : entry);
  return {
    path: file.path,
    label: file.label,
    values: merged(general, entry.values),
    source: (path) => holder(path).source(path),
    where: (path, part) => holder(path).where(path, part),
    written: (path) => holder(path).written(path),
  };
}

function bothGiven(file: SettingsFile) {
  const places = CLASS_KEYS.map((key) => file.where([key], 'key')).join(' and ');
  return usageError('invalid-settings', `${places}: both labs and roster are given`, 'keep one of them');
}

function noLabs(file: SettingsFile, key: string) {
  const message = `${file.where([key], 'value')}: ${key}: there is no lab in it`;
  return usageError('invalid-settings', message, 'write one lab at least, or remove the key');
}
