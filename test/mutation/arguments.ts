import { parseArgs } from 'node:util';
import { FIGURES } from './figures.ts';
import { ALL_TESTS } from './project.ts';

/** Mutants of some paths, and the share of them that has to be killed at least. */
export interface Asked {
  readonly name: string;
  readonly paths: readonly string[];
  /** Where the tests are that may notice. */
  readonly tests: readonly string[];
  readonly sample: number;
  readonly seed: number;
  readonly atLeast: number;
}

export const USAGE = `usage: npm run mutate -- PATH… [--sample N] [--seed S] [--tests PATH]…
       npm run mutate -- [FIGURE…]
  PATH      files and folders whose code is changed
  --sample  so many mutants, drawn at random; all where it is not given
  --seed    by which they are drawn; 1 where it is not given
  --tests   a file or folder of tests, which alone are run; may be given more than once.
            That is much faster, and counts as alive what only others would notice
  FIGURE    one of bench/mutation.json (${Object.keys(FIGURES).join(', ')}), which is measured again
            and must not fall; all of them where nothing is given`;

/** What the command line asks for, or what is wrong with it. */
export function askedBy(args: readonly string[]): readonly Asked[] | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { sample: { type: 'string' }, seed: { type: 'string' }, tests: { type: 'string', multiple: true } },
    });
    const { sample = 'Infinity', seed = '1', tests = ALL_TESTS } = values;
    if (Object.keys(values).length === 0 && positionals.every((name) => Object.hasOwn(FIGURES, name))) {
      return figures(positionals);
    }
    if (positionals.length === 0) return 'no PATH was given';
    if (![sample, seed].every((text) => Number(text) > 0)) return '--sample and --seed are numbers above 0';
    const drawn = { sample: Number(sample), seed: Number(seed), atLeast: 0 };
    return [{ name: positionals.join(' '), paths: positionals, tests, ...drawn }];
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function figures(names: readonly string[]): Asked[] {
  return Object.entries(FIGURES)
    .filter(([name]) => names.length === 0 || names.includes(name))
    .map(([name, { paths, tests = ALL_TESTS, sample, seed, atLeast }]) => ({
      name,
      paths,
      tests,
      sample,
      seed,
      atLeast,
    }));
}
