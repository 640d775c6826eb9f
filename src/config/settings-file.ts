import { relative, resolve } from 'node:path';
import { isScalar } from 'yaml';
import { usageError } from '../errors.ts';
import type { SettingSource } from './origin.ts';
import { offsetOf } from './document-place.ts';
import { type DocumentKind, parseYaml } from './settings-document.ts';
import { DEFAULT_SETTINGS_FILE, readSource, readText } from './settings-source.ts';
import { isTree, type SettingsTree, withoutNulls } from './settings-tree.ts';

const SETTINGS: DocumentKind = {
  value: 'setting',
  usually: 'settings have some forty entries, three levels deep',
  page: 'docs/configuration.md',
};

/** The content of the settings file, with positions. */
export interface SettingsFile {
  readonly path: string;
  /** The path as messages show it. */
  readonly label: string;
  readonly values: SettingsTree;
  /** Where the value at the path is written. */
  source(path: readonly PropertyKey[]): SettingSource;
  /** `mlops-lab.yaml:7:11` of the value at the path, or of its key. */
  where(path: readonly PropertyKey[], part: 'key' | 'value'): string;
  /** A scalar as it is written, such as `0123` for the number 123. */
  written(path: readonly PropertyKey[]): string | undefined;
}

export interface SettingsFileRequest {
  readonly cwd: string;
  /** A requested file must exist; the default one may be missing. */
  readonly named?: { readonly file: string; readonly by: string } | undefined;
  /** What is read where the default one is missing; may be missing, too. */
  readonly instead?: string | undefined;
}

export async function readSettingsFile({ cwd, named, instead }: SettingsFileRequest): Promise<SettingsFile> {
  const path = resolve(cwd, named?.file ?? DEFAULT_SETTINGS_FILE);
  const label = relative(cwd, path) || path;
  const source = await readSource(path, label, named?.by);
  if (source !== undefined) return parseSettingsFile(path, label, source);
  return instead === undefined ? absentFile(path, label) : readInstead(cwd, instead);
}

async function readInstead(cwd: string, path: string): Promise<SettingsFile> {
  const label = relative(cwd, path);
  const source = await readText(path, label, 'delete it, or name another folder with --sandbox=DIR');
  return source === undefined ? absentFile(path, label) : parseSettingsFile(path, label, source);
}

function absentFile(path: string, label: string): SettingsFile {
  return { path, label, values: {}, source: () => 'file', where: () => label, written: () => undefined };
}

function parseSettingsFile(path: string, label: string, source: string): SettingsFile {
  const { document, values, place } = parseYaml(source, label, SETTINGS);
  return {
    path,
    label,
    values: expectTree(values ?? {}, label),
    source: () => 'file',
    where: (keys, part) => place(offsetOf(document, keys, part)),
    written: (keys) => writtenScalar(document.getIn(keys, true)),
  };
}

function expectTree(values: unknown, label: string): SettingsTree {
  if (isTree(values)) return withoutNulls(values);
  throw usageError(
    'invalid-settings',
    `${label}:1:1: the file is ${Array.isArray(values) ? 'a list' : 'plain text'}, not settings`,
    'write settings such as `region: us-east-1`; docs/configuration.md has an example',
  );
}

function writtenScalar(node: unknown): string | undefined {
  return isScalar(node) ? node.source : undefined;
}
