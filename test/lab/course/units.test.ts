import { describe, expect, it } from 'vitest';
import { unitIn } from '../../../src/lab/course/proposal/units.ts';

describe('what the name of a column says', () => {
  it.each([
    ['mm', 'millimetres'],
    ['cm', 'centimetres'],
    ['km', 'kilometres'],
    ['mg', 'milligrams'],
    ['g', 'grams'],
    ['kg', 'kilograms'],
    ['lb', 'pounds'],
    ['lbs', 'pounds'],
    ['mph', 'miles per hour'],
    ['mpg', 'miles per gallon'],
    ['usd', 'US dollars'],
    ['eur', 'euros'],
    ['years', 'years'],
    ['days', 'days'],
    ['hours', 'hours'],
  ])('is its unit, by the sign %s', (sign, name) => {
    const unit = { sign, name };
    expect(unitIn(`size_${sign}`)).toEqual({ title: 'size', unit });
    expect(unitIn(`Size (${sign.toUpperCase()})`)).toEqual({ title: 'size', unit });
    expect(unitIn(`size in ${sign}`)).toEqual({ title: 'size', unit });
  });

  it.each([
    ['Body__Mass ', 'body mass'],
    ['BMI of_the Person', 'BMI of the person'],
    ['McDonald share', 'McDonald share'],
    ['size_furlongs', 'size furlongs'],
    ['kg', 'kg'],
    ['___', '___'],
  ])('is a title as in a sentence: %s', (name, title) => {
    expect(unitIn(name)).toEqual({ title });
  });
});
