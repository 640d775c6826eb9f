import { shown } from '../../submission/shown.ts';
import { plainWord } from './words.ts';

export interface TidyNames {
  readonly names: readonly string[];
  /** What was written otherwise, and why. */
  readonly told: readonly string[];
}

const LONGEST = 64;

/** Names of columns as a course takes them: there, plain, and each once. */
export function tidyNames(header: readonly string[]): TidyNames {
  const names: string[] = [];
  const told: string[] = [];
  for (const [at, given] of header.entries()) {
    const plain = plainWord(given).slice(0, LONGEST).trim() || `column_${String(at + 1)}`;
    const name = unused(plain, names);
    names.push(name);
    const why = reason(given.trim(), plain, name);
    if (why) told.push(`column ${String(at + 1)} ${why}; it is called ${name} here`);
  }
  return { names, told };
}

function reason(given: string, plain: string, name: string): string | undefined {
  if (given === '') return 'has no name';
  if (name !== plain) return `is called ${shown(plain)}, as is one before it`;
  return given.normalize('NFC') === plain ? undefined : `is called ${shown(given)}, which no column of a course can be`;
}

function unused(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(numbered(name, number))) number += 1;
  return numbered(name, number);
}

function numbered(name: string, number: number): string {
  const end = `_${String(number)}`;
  return `${name.slice(0, LONGEST - end.length)}${end}`;
}
