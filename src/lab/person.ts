import type { LabSettings } from './accounts.ts';

type Named = Pick<LabSettings, 'name'>;

/** What sessions in roles are called that are nobody's in particular. */
export function anySession(lab: Named): string {
  return `mlops-lab-${lab.name}`;
}

/** What AWS takes for a session's name (STS API reference, AssumeRole). */
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

/**
 * The person behind a principal: the user's name or the session's, by which the console names sessions in other roles
 * too. Service Catalog tells people in the same role apart by it.
 */
export function personBehind(principal: string, lab: Named): string | undefined {
  const name = principal.split('/').slice(1).at(-1) ?? '';
  return SESSION_NAME.test(name) && !TIMED.test(name) && name !== anySession(lab) ? name : undefined;
}
