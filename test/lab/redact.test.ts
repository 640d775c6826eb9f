import { describe, expect, it } from 'vitest';
import { legible, redact, redactText } from '../../src/lab/redact.ts';

const KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

describe('what is told', () => {
  it('has no secret, wherever it is', () => {
    const told = {
      a: [`the key ${KEY}`, { b: KEY }],
      SessionToken: 'x',
      password: { is: 'y' },
      n: 1,
      no: null,
      yes: true,
    };
    expect(redact(told)).toEqual({
      a: ['the key ********', { b: '********' }],
      SessionToken: '********',
      password: { is: 'y' },
      n: 1,
      no: null,
      yes: true,
    });
    expect(redact({ clientSecret: 5, 'My-Password': 'z' })).toEqual({ clientSecret: 5, 'My-Password': '********' });
    expect(redact<unknown>([undefined])).toEqual([undefined]);
  });

  it('tells of no change of what is called a secret', () => {
    const change = { before: 'a', after: 'b', replaces: 'no' };
    expect(redact({ path: '/Properties/MasterPassword', ...change })).toEqual({
      path: '/Properties/MasterPassword',
      before: '********',
      after: '********',
      replaces: 'no',
    });
    expect(redact({ path: '/Properties/Name', ...change })).toEqual({ path: '/Properties/Name', ...change });
    expect(redact({ path: 7, ...change })).toEqual({ path: 7, ...change });
  });

  it('has at most twenty thousand characters of a text, and says how many there were', () => {
    expect(redactText('a '.repeat(10_000))).toBe('a '.repeat(10_000));
    const long = redactText('a '.repeat(10_001));
    expect(long).toBe(`${'a '.repeat(10_000)}… (20,002 characters)`);
    expect(redactText(`${KEY} ${'a '.repeat(10_001)}`)).not.toContain(KEY);
  });

  it('has words that people can read', () => {
    const [short, long] = ['a'.repeat(499), 'a'.repeat(500)];
    expect(legible(`see ${short} there`)).toBe(`see ${short} there`);
    expect(legible(`see ${long} there ${long}`)).toBe(
      `see ${'a'.repeat(200)}… (500 characters) there ${'a'.repeat(200)}… (500 characters)`,
    );
    expect(legible(`password=${KEY}${'x'.repeat(500)}`)).toBe('password=********… (549 characters)');
  });
});
