import type { LabSettings } from './accounts.ts';

/** Somebody who works in a lab. */
export interface Person {
  readonly name: string;
  readonly email?: string | undefined;
}

type Named = Pick<LabSettings, 'name'>;

/** The session names that belong to no particular person. */
export function anySession(lab: Named): string {
  return `mlops-lab-${lab.name}`;
}

/** The characters that AWS accepts in a session name and a source identity (STS API reference, AssumeRole). */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const LONGEST_SESSION_NAME = 64;

/** The session name for a person: `Jürgen Groß` becomes `Jurgen.Gross`. */
export function sessionNameOf(person: string): string {
  const latin = person.normalize('NFKD').replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('æ', 'ae');
  const allowed = latin.replace(/\p{M}+/gu, '').replace(/[^\w+=,.@-]+/g, '.');
  const name = allowed.replace(/^\.+|\.+$/g, '').slice(0, LONGEST_SESSION_NAME);
  return SESSION_NAME.test(name) ? name : `person-${name || 'unnamed'}`;
}

/** Session names that programs generate from the time, so that they differ in every run. */
const TIMED = /\d{9,}/;

export function isSessionName(name: string): boolean {
  return SESSION_NAME.test(name);
}

/** The name of a principal: the user's name or the session's. */
export function nameOf(principal: string): string {
  return principal.split('/').slice(1).at(-1) ?? '';
}

/**
 * The person behind a principal: the user's name or the session's, which the console also uses for sessions in other
 * roles. Service Catalog distinguishes people in the same role by it, and so does the ownership of notebooks.
 */
export function personBehind(principal: string, lab: Named): string | undefined {
  return personCalled(nameOf(principal), lab);
}

/** Undefined if the name belongs to nobody in particular, or will differ next time. */
export function personCalled(name: string, lab: Named): string | undefined {
  return isSessionName(name) && !TIMED.test(name) && name !== anySession(lab) ? name : undefined;
}
