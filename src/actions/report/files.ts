import { reasonOf, usageError } from '../../errors.ts';
import type { Files } from '../../ports/files.ts';

/** A page for people, or the same for programs. */
export interface Target {
  readonly path: string;
  readonly as: 'page' | 'json';
}

/** The ending decides; without one of these there are both. */
export function targetsOf(file: string): Target[] {
  if (/\.html?$/i.test(file)) return [{ path: file, as: 'page' }];
  if (/\.json$/i.test(file)) return [{ path: file, as: 'json' }];
  return [
    { path: `${file}.html`, as: 'page' },
    { path: `${file}.json`, as: 'json' },
  ];
}

/** Each lab of a class has a report of its own: `teardown-ada.html`. */
export function ofLab(file: string, lab: string): string {
  const ending = /\.(?:html?|json)$/i.exec(file)?.[0] ?? '';
  return `${file.slice(0, file.length - ending.length)}-${lab}${ending}`;
}

export async function tryReplacing(files: Files, path: string): Promise<void> {
  try {
    await files.tryReplacing(path);
  } catch (error) {
    throw usageError(
      'report-not-written',
      `the report cannot be written to ${path}: ${reasonOf(error)}; nothing was changed`,
      'name a file in a folder that exists and can be written, with --report',
    );
  }
}
