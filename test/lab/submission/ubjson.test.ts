import { describe, expect, it } from 'vitest';
import { parseUbjson } from '../../../src/lab/submission/ubjson.ts';

const LIMITS = { containers: 3, depth: 2 };

function parsed(text: string): unknown {
  return parseUbjson(Buffer.from(text, 'latin1'), LIMITS);
}

describe('UBJSON', () => {
  // The examples of ubjson.org, "Value Types", big-endian.
  it.each([
    ['int8', 'i\xf0', -16],
    ['uint8', 'U\xf0', 240],
    ['int16', 'I\xff\x00', -256],
    ['int32', 'l\xff\xff\x00\x00', -65_536],
    ['int64', 'L\xff\xff\xff\xff\x00\x00\x00\x00', -4_294_967_296],
    ['float32', 'd\x3f\xc0\x00\x00', 1.5],
    ['float64', 'D\xbf\xf8\x00\x00\x00\x00\x00\x00', -1.5],
    ['true', 'T', true],
    ['false', 'F', false],
    ['null', 'Z', null],
    ['string', 'SU\x02ab', 'ab'],
    ['a list with its end', '[U\x01T]', [1, true]],
    ['a list with its length', '[#U\x02FZ', [false, null]],
    ['a list of one type', '[$U#U\x03\x01\x02\x03', [1, 2, 3]],
    ['an object', '{U\x01ai\x01U\x01b[]}', { a: 1, b: [] }],
  ])('has %s', (_, text, value) => {
    expect(parsed(text)).toEqual(value);
  });

  it.each([
    ['what is no type', 'x', 'unknown type at byte 0'],
    ['what is behind the end', 'TT', 'something behind the end'],
    ['a member twice', '{U\x01aTU\x01aT}', 'two members "a"'],
    ['a length that is no number', 'ST', 'no number at byte 2'],
    ['a length below nothing', 'Si\xff', 'impossible length at byte 3'],
    ['a text longer than the rest', 'SU\x03ab', 'impossible length at byte 3'],
    ['more depth than is let', '[[[]]]', 'too much'],
    ['more lists than are let', '[[][][]]', 'too much'],
  ])('refuses %s', (_, text, problem) => {
    expect(() => parsed(text)).toThrow(problem);
  });

  it('takes as many and as deep lists as are let', () => {
    expect(parsed('[[][]]')).toEqual([[], []]);
  });
});
