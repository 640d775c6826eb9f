import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { askedBy } from './arguments.ts';
import { EQUIVALENTS } from './equivalents.ts';
import { FIGURES } from './figures.ts';
import type { Mutant } from './making/mutants.ts';
import { mutantsIn } from './mutation.ts';
import { ALL_TESTS, sourcesAt, testsAt } from './project.ts';
import { sample } from './sample.ts';
import { scoreOf } from './score.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('what is asked for', () => {
  it('is all of some paths, or a sample of them', () => {
    const paths = ['src/own.ts'];
    const all = { name: 'src/own.ts', paths, tests: ALL_TESTS, sample: Infinity, seed: 1, atLeast: 0 };
    expect(askedBy(['src/own.ts'])).toEqual([all]);
    expect(askedBy(['src/own.ts', '--sample', '20', '--seed=3'])).toEqual([{ ...all, sample: 20, seed: 3 }]);
    expect(askedBy(['src/ui', 'src/own.ts'])).toMatchObject([{ paths: ['src/ui', 'src/own.ts'] }]);
    const near = ['src/own.ts', '--tests', 'test/lab', '--tests', 'test/aws'];
    expect(askedBy(near)).toEqual([{ ...all, tests: ['test/lab', 'test/aws'] }]);
  });

  it.each([
    [['--seed', '2'], 'no PATH was given'],
    [['src', '--sample', 'some'], '--sample and --seed are numbers above 0'],
    [['src', '--sample', '0'], '--sample and --seed are numbers above 0'],
    [['src', '--samples', '1'], "Unknown option '--samples'"],
  ])('is refused where it is not understood: %j', (args, problem) => {
    expect(askedBy(args)).toContain(problem);
  });

  it('is the figures that are kept, as they were measured', () => {
    const names = Object.keys(FIGURES);
    const [first = ''] = names;
    expect(askedBy([])).toMatchObject(names.map((name) => ({ name })));
    const { paths, tests = ALL_TESTS, sample, seed, atLeast } = FIGURES[first] ?? expect.fail('there is none');
    expect(askedBy([first])).toEqual([{ name: first, paths, tests, sample, seed, atLeast }]);
  });
});

describe('the figures', () => {
  it.each(Object.entries(FIGURES))('are not below what they are held to: %s', (_, { score, atLeast, ...where }) => {
    const { paths, tests = ALL_TESTS } = where;
    expect(score).toBeGreaterThanOrEqual(atLeast);
    expect(paths.filter((path) => sourcesAt(ROOT, path).length === 0)).toEqual([]);
    expect(tests.filter((path) => testsAt(ROOT, [path]).length === 0)).toEqual([]);
  });
});

describe('mutants that change nothing', () => {
  const files = [...new Set(Object.keys(EQUIVALENTS).map((name) => name.slice(0, name.indexOf(':'))))];
  const names = new Set(mutantsIn(ROOT, files).map(({ name }) => name));

  it('are those that there are', () => {
    expect(Object.keys(EQUIVALENTS).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('a sample', () => {
  const mutants = Array.from({ length: 100 }, (_, at) => ({ name: `mutant ${String(at)}` }) as Mutant);

  it('is the same by the same seed, and another by another one', () => {
    expect(sample(mutants, 10, 1)).toEqual(sample(mutants, 10, 1));
    expect(sample(mutants, 10, 1)).not.toEqual(sample(mutants, 10, 2));
    expect(sample(mutants, Infinity, 1)).toHaveLength(100);
  });

  it('stays as it is where others come and go, but for their places', () => {
    const drawn = sample(mutants, 10, 1);
    const others = mutants.filter((mutant) => !drawn.includes(mutant));
    expect(sample([...drawn, ...others.slice(0, 40)], 10, 1)).toEqual(drawn);
  });
});

describe('a score', () => {
  // The bounds are those that Wilson's interval is known to have, such as by R's `prop.test(correct = FALSE)`.
  it.each([
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [85, 100, 0.7672, 0.9069],
    [50, 100, 0.4038, 0.5962],
  ])('of %d of %d', (killed, tried, from, to) => {
    const score = scoreOf(killed, tried);
    expect(score.score).toBe(killed / tried);
    expect(score.from).toBeCloseTo(from, 4);
    expect(score.to).toBeCloseTo(to, 4);
  });

  it('of nothing says nothing', () => {
    expect(scoreOf(0, 0)).toEqual({ score: 1, from: 0, to: 1 });
  });
});

describe('the project', () => {
  it('has sources, and tests that are none of them', () => {
    expect(sourcesAt(ROOT, 'lambda-code/job')).toContain('lambda-code/job/job.ts');
    expect(sourcesAt(ROOT, 'lambda-code/job').filter((file) => file.includes('.test.'))).toEqual([]);
    expect(sourcesAt(ROOT, 'src/own.ts')).toEqual(['src/own.ts']);
    expect(sourcesAt(ROOT, 'src/no-such.ts')).toEqual([]);
    expect(testsAt(ROOT, ['lambda-code/job', 'test/lab/order.test.ts'])).toEqual(
      expect.arrayContaining(['lambda-code/job/token.test.ts', 'test/lab/order.test.ts']),
    );
    expect(testsAt(ROOT, ['src/lab'])).toEqual([]);
    expect(testsAt(ROOT, ALL_TESTS)).toEqual(
      expect.arrayContaining(['lambda-code/job/token.test.ts', 'test/lab/order.test.ts']),
    );
  });
});
