import { randomBytes } from 'node:crypto';

/**
 * Secrets are the one thing in a world that is not repeatable from run to run: whoever could tell them beforehand could
 * sign. They have the form and the length of AWS's.
 */
export function newSecret(): string {
  return randomBytes(30).toString('base64');
}

export function newToken(): string {
  return `IQoJb3JpZ2luX2Vj${randomBytes(228).toString('base64')}`;
}
