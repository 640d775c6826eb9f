import { describe, expect, it } from 'vitest';
import { looksSecret, masked, withoutSecrets } from '../../src/lab/secrets.ts';

describe('a value that looks like a secret', () => {
  it.each([
    ['the secret key that AWS gives as an example', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1'],
    ['a short token that says what it is', 'npm_abcdefghijklmnop'],
    ['a password in an address', 'https://somebody:pass@example.com'],
    ['mixed letters and digits, of 30 characters', 'aB3-aB3-aB3-aB3-aB3-aB3-aB3-aB'],
  ])('is %s', (_, value) => {
    expect(looksSecret(value)).toBe(true);
  });

  it.each([
    ['mixed, of 29 characters', 'aB3-aB3-aB3-aB3-aB3-aB3-aB3-a'],
    ['of one kind of letters', 'arn-and-other-names-of-many-letters-1'],
    ['without digits', 'ThisIsTheNameOfSomethingInTheCloud'],
    ['words', 'aB3 aB3 aB3 aB3 aB3 aB3 aB3 aB3 aB3 aB3'],
  ])('is not one that is %s', (_, value) => {
    expect(looksSecret(value)).toBe(false);
    expect(withoutSecrets(value)).toBe(value);
  });

  it('is not seen within a text where it is a path', () => {
    const path = `/Users/${'Person1/'.repeat(6)}file`;
    expect(withoutSecrets(`in ${path}`)).toBe(`in ${path}`);
  });

  it('is told by its length', () => {
    expect(masked('x'.repeat(1234))).toBe('******** (1,234 characters that look like a secret)');
  });
});
