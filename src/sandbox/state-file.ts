import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { LabError } from '../errors.ts';
import { STATE_VERSION } from './kernel/world.ts';

/** The state holds the secrets of all keys, and the trail tells of everybody. */
export const OWNER_ONLY = 0o600;

/** Replaces the state whole, so that a process that is killed leaves either the old one or the new one. */
export function writeState(path: string, state: string): void {
  const sealed = `${state.slice(0, -1)},"sha256":"${sha256(state)}"}`;
  writeFileSync(`${path}.new`, sealed, { mode: OWNER_ONLY });
  renameSync(`${path}.new`, path);
}

/** The state that was written last; undefined where there is none. What something else wrote or changed is refused. */
export function readState(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const sealed = readFileSync(path, 'utf8');
  const version = versionOf(sealed);
  if (version > STATE_VERSION) throw newer(path);
  const [, state = '', sum] = /^(.*),"sha256":"([0-9a-f]{64})"\}$/s.exec(sealed) ?? [];
  if (version === STATE_VERSION && sha256(`${state}}`) === sum) return `${state}}`;
  throw damaged(path, 'it is not what a sandbox wrote');
}

/** Anything of the folder that cannot be used as it is. */
export function damaged(path: string, what: string): LabError {
  return new LabError({
    code: 'sandbox-damaged',
    message: `${path} is damaged: ${what}`,
    hint: "delete the sandbox's folder to begin a new one, or name another one with --sandbox=DIR",
  });
}

function newer(path: string): LabError {
  return new LabError({
    code: 'sandbox-newer',
    message: `${path} was written by a newer version of mlops-lab, and this one cannot read it`,
    hint: 'use that version, or name another folder with --sandbox=DIR',
  });
}

function versionOf(json: string): number {
  try {
    const state: unknown = JSON.parse(json);
    const version = typeof state === 'object' && state !== null && 'version' in state ? state.version : undefined;
    return typeof version === 'number' ? version : 0;
  } catch {
    return 0;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
