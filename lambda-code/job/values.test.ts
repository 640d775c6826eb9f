import { describe, expect, it } from 'vitest';
import { Values } from './values.ts';

const RANGE = { least: 1, most: 1000 };
const number = (text: unknown) => new Values('setting', { KEPT: text }).number('KEPT', RANGE);

describe('a number of the settings', () => {
  it.each([
    ['1', 1],
    ['0.5e3', 500],
    ['1000', 1000],
  ])('may be as small and as large as its range: %s', (text, value) => {
    expect(number(text)).toBe(value);
  });

  it.each(['0', '0.999', '1000.5', 'ten', 'NaN', 'Infinity'])('that is %s is refused by its name', (text) => {
    expect(() => number(text)).toThrow(`the setting KEPT is "${text}"; write a number from 1 to 1000`);
  });

  it.each([undefined, ''])('is what is used otherwise where it is %j, and missing where nothing is', (text) => {
    expect(new Values('setting', { KEPT: text }).number('KEPT', RANGE, 3)).toBe(3);
    expect(() => number(text)).toThrow('the setting KEPT is missing or empty; set it');
  });
});
