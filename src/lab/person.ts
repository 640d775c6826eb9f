import type { LabSettings } from './accounts.ts';

type Named = Pick<LabSettings, 'name'>;

/** What sessions in roles are called that are nobody's in particular. */
export function anySession(lab: Named): string {
  return `mlops-lab-${lab.name}`;
}

/** What AWS takes for a session's name (STS API reference, AssumeRole). */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
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
