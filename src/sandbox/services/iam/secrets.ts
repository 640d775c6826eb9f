import { randomBytes } from 'node:crypto';

/**
 * Secrets are the one thing in a world that is not repeatable from run to run: whoever could tell them beforehand could
 * sign. They are as long as AWS's, of characters that no shell and no pattern takes for anything else, and hold 160 random bits.
 */
export function newSecret(): string {
  return randomBytes(20).toString('hex');
}

export function newToken(): string {
  return `IQoJb3JpZ2luX2Vj${randomBytes(228).toString('base64')}`;
}
