import { describe, expect, it } from 'vitest';
import { nearest, suggestion } from '../../src/lab/nearest.ts';

const REGIONS = ['us-east-1', 'us-east-2', 'eu-west-1', 'eu-central-1'];

describe('the known words that are close to a mistyped one', () => {
  it.each([
    ['us-eats-1', ['us-east-1', 'us-east-2']],
    ['US-EAST-2', ['us-east-2', 'us-east-1']],
    ['eu-centrl-1', ['eu-central-1']],
    ['mars', []],
    ['', []],
  ])('%j: %j', (word, close) => {
    expect(nearest(word, REGIONS, 3)).toEqual(close);
  });

  it('are as many as are asked for, the nearest first', () => {
    expect(nearest('us-east-3', REGIONS)).toEqual(['us-east-1']);
    expect(nearest('us-east-3', REGIONS, 2)).toEqual(['us-east-1', 'us-east-2']);
  });

  it.each([
    // Two letters in short words, a third of the letters in long ones.
    ['ab', 'abcd', true],
    ['ab', 'abcde', false],
    ['abcdefghi', 'abcdef', true],
    ['abcdefghi', 'abcde', false],
  ])('%j and %j: %j', (word, known, isClose) => {
    expect(nearest(word, [known]).length > 0).toBe(isClose);
  });

  it('are sought by the beginning of a word that is longer than any name', () => {
    const name = 'n'.repeat(100);
    expect(nearest('n'.repeat(1_000_000), [name, 'us-east-1'])).toEqual([name]);
  });
});

describe('a suggestion', () => {
  it('is the closest word, or what else there is to say', () => {
    expect(suggestion('eu-wst-1', REGIONS, 'take another one')).toBe('did you mean eu-west-1?');
    expect(suggestion('mars', REGIONS, 'take another one')).toBe('take another one');
    expect(suggestion('mars', [], 'there are none')).toBe('there are none');
  });
});
