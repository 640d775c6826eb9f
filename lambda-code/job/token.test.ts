import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, firstToken, nextToken, readToken } from './token.ts';

describe('a continuation token', () => {
  it('keeps when the job began, and counts', () => {
    const second = readToken(nextToken(firstToken(1000), { status: 'Creating' }));
    expect(second).toEqual({ startedAt: 1000, attempt: 2, notes: { status: 'Creating' } });
    expect(readToken(nextToken(second)).startedAt).toBe(1000);
  });

  it('is never longer than CodePipeline allows, and always readable', () => {
    const piece = fc.array(fc.nat(0xffff), { maxLength: 5 }).map((units) => String.fromCharCode(...units));
    const long = fc.tuple(piece, fc.nat(1000)).map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(long, long, (one, other) => {
        const text = nextToken(firstToken(1000), { one, other });
        expect(text.length).toBeLessThanOrEqual(2048);
        expect(readToken(text).attempt).toBe(2);
      }),
    );
  });

  it('of so many notes that none can be kept keeps their names, and is readable', () => {
    const notes = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`note-${String(at)}`, 'text']));
    const { attempt, notes: kept } = readToken(nextToken(firstToken(1000), notes));
    expect(attempt).toBe(2);
    expect(Object.keys(kept)).toEqual(Object.keys(notes));
  });

  it.each([
    ['four', 4, 'four'],
    ['five5', 4, 'fiv…'],
    ['any', 0, '…'],
  ])('has the note %s cut to %d as %s', (text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });

  it.each(['', 'null', '{}', '{"startedAt":1,"attempt":1,"notes":{"a":1}}'])(
    'of another function is refused: %s',
    (text) => {
      expect(() => readToken(text)).toThrow('is not one of this function');
    },
  );
});
