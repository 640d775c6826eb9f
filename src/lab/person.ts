import type { LabSettings } from './accounts.ts';

type Named = Pick<LabSettings, 'name'>;

/** What sessions in roles are called that are nobody's in particular. */
export function anySession(lab: Named): string {
  return `mlops-lab-${lab.name}`;
}

/** What AWS takes for the name of a session and for a source identity (STS API reference, AssumeRole). */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const LONGEST_SESSION_NAME = 64;

/** A person's name as the name of their session: `Jürgen Groß` is `Jurgen.Gross`. */
export function sessionNameOf(person: string): string {
  const latin = person.normalize('NFKD').replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('æ', 'ae');
  const allowed = latin.replace(/\p{M}+/gu, '').replace(/[^\w+=,.@-]+/g, '.');
  const name = allowed.replace(/^\.+|\.+$/g, '').slice(0, LONGEST_SESSION_NAME);
  return SESSION_NAME.test(name) ? name : `person-${name || 'unnamed'}`;
}

/** Sessions that a program has named by the time, which is another one in every run. */
const TIMED = /\d{9,}/;

export function isSessionName(name: string): boolean {
  return SESSION_NAME.test(name);
}

/** What a principal is called: the user's name or the session's. */
export function nameOf(principal: string): string {
  return principal.split('/').slice(1).at(-1) ?? '';
}

/**
 * The person behind a principal: the user's name or the session's, by which the console names sessions in other roles
 * too. Service Catalog tells people in the same role apart by it, and so does the owner of a notebook.
 */
export function personBehind(principal: string, lab: Named): string | undefined {
  return personCalled(nameOf(principal), lab);
}

/** Undefined where the name is nobody's in particular, or will be another one the next time. */
export function personCalled(name: string, lab: Named): string | undefined {
  return isSessionName(name) && !TIMED.test(name) && name !== anySession(lab) ? name : undefined;
}
