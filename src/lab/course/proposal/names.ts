import { beginningOf } from '../../beginning.ts';
import { shown } from '../../submission/shown.ts';
import { plainWord } from './words.ts';

export interface TidyNames {
  readonly names: readonly string[];
  /** What was written otherwise, and why. */
  readonly told: readonly string[];
}

const LONGEST = 64;
const MOST_TOLD = 12;

/** Names of columns as a course takes them: there, plain, and each once. */
export function tidyNames(header: readonly string[]): TidyNames {
  const names = new Names();
  const told = header.flatMap((given, at) => {
    const plain = beginningOf(plainWord(given), LONGEST).trim() || `column_${String(at + 1)}`;
    const name = names.take(plain);
    const why = reason(given.trim(), plain, name);
    return why ? [`column ${String(at + 1)} ${why}; it is called ${name} here`] : [];
  });
  const rest = told.length - MOST_TOLD;
  if (rest <= 0) return { names: names.taken, told };
  return {
    names: names.taken,
    told: [...told.slice(0, MOST_TOLD), `columns that are called otherwise besides: ${String(rest)}`],
  };
}

function reason(given: string, plain: string, name: string): string | undefined {
  if (given === '') return 'has no name';
  if (name !== plain) return `is called ${shown(plain)}, as is one before it`;
  return given.normalize('NFC') === plain ? undefined : `is called ${shown(given)}, which no column of a course can be`;
}

/** Names that are taken, each once; it remembers the numbers, since all columns may have one name. */
class Names {
  readonly #taken = new Set<string>();
  readonly #numbers = new Map<string, number>();

  get taken(): string[] {
    return [...this.#taken];
  }

  take(name: string): string {
    let [free, number] = [name, this.#numbers.get(name) ?? 1];
    while (this.#taken.has(free)) {
      number += 1;
      free = numbered(name, number);
    }
    this.#numbers.set(name, number);
    this.#taken.add(free);
    return free;
  }
}

function numbered(name: string, number: number): string {
  const end = `_${String(number)}`;
  return `${beginningOf(name, LONGEST - end.length)}${end}`;
}
