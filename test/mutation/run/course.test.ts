import { describe, expect, it } from 'vitest';
import { after, BEGINNING, endedAt, left, outcomeOf } from './course.ts';
import type { Entry, Outcome } from './plan.ts';

const TESTS = [
  { file: 'near', mutants: [0, 1] },
  { file: 'far', mutants: [0, 1, 2] },
];

function tried(file: string, mutant: number, outcome: Outcome): Entry {
  return { kind: 'tried', file, mutant, outcome };
}

function done(file: string, failing = false): Entry {
  return { kind: 'done', file, failing };
}

describe('the course of trials', () => {
  it('leaves out what is killed, and tests that are done', () => {
    const course = after(BEGINNING, [tried('near', 0, 'killed'), tried('near', 1, 'survived'), done('near')]);
    expect(left({ tests: TESTS, facing: 2 }, course)).toEqual([{ file: 'far', mutants: [1, 2] }]);
  });

  it('goes on where a process was cut off, without the mutant that ended it', () => {
    const entries: Entry[] = [tried('near', 0, 'survived'), { kind: 'begun', file: 'near', mutant: 1 }];
    const course = after(BEGINNING, [...entries, ...endedAt(entries)]);
    expect(outcomeOf(course, 1)).toEqual({ outcome: 'endless', by: 'near' });
    expect(left({ tests: TESTS, facing: 2 }, course)).toEqual([{ file: 'far', mutants: [0, 2] }]);
  });

  it('blames no mutant for the end of a process that was between two', () => {
    expect(endedAt([tried('near', 0, 'survived')])).toEqual([]);
    expect(endedAt([])).toEqual([]);
  });

  it('leaves alone what so many files of tests did not notice', () => {
    const course = after(BEGINNING, [tried('near', 0, 'survived'), tried('near', 1, 'unmet'), done('near')]);
    expect(left({ tests: TESTS, facing: 1 }, course)).toEqual([{ file: 'far', mutants: [1, 2] }]);
  });

  it('ends where nothing is left', () => {
    const entries = [0, 1, 2].map((mutant) => tried('far', mutant, 'killed'));
    expect(left({ tests: TESTS, facing: 2 }, after(BEGINNING, entries))).toEqual([]);
  });

  it.each([
    [['unmet', 'survived'], 'survived'],
    [['survived', 'unmet'], 'survived'],
    [['survived', 'endless'], 'endless'],
    [['survived', 'killed'], 'killed'],
    [['unmet', 'unmet'], 'unmet'],
  ] as const)('makes of %j by two files of tests: %s', ([near, far], outcome) => {
    const course = after(BEGINNING, [tried('near', 0, near), tried('far', 0, far)]);
    expect(outcomeOf(course, 0).outcome).toBe(outcome);
  });

  it('knows better where a mutant is tried again by the same tests', () => {
    const course = after(BEGINNING, [tried('near', 0, 'killed'), tried('near', 0, 'survived')]);
    expect(outcomeOf(course, 0).outcome).toBe('survived');
  });

  it('tells the tests that fail without any', () => {
    expect([...after(BEGINNING, [done('near', true), done('far')]).failing]).toEqual(['near']);
  });
});
