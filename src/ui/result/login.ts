import type { LoginReport, PersonsLogin } from '../../events.ts';
import type { Paint } from '../text/paint.ts';

const WAYS: Readonly<Record<LoginReport['way'], string>> = {
  link: 'whoever opens the link signs in, so treat it like a password',
  'switch-role': 'instead, the link switches to this role whoever is signed in to AWS already and may assume it',
  credentials: 'whoever has the keys acts in this role, so treat them like a password',
};

/** Describes what was handed out, without the secret itself. */
export function loginLines(login: LoginReport, paint: Paint): string[] {
  const { role, accountId, way, person, opened, openUntil, expires } = login;
  const who = person === undefined ? '' : ` as ${person}`;
  const name = role.split('/').at(-1) ?? role;
  const limits = [
    ...(openUntil ? [`to be opened until ${minute(openUntil)}`] : []),
    ...(expires ? [`session until ${minute(expires)}`] : []),
  ];
  return [
    `${paint.good('✔')} ${name} in account ${accountId}${who}${limits.length > 0 ? `: ${limits.join(', ')}` : ''}`,
    `  ${opened ? 'opened in the browser' : WAYS[way]}`,
  ];
}

/** What was handed out for several people: how much of it there is, and for how long. */
export function loginsLines(logins: readonly PersonsLogin[], file: string | undefined): string[] {
  const earliest = (times: readonly (string | undefined)[]) => times.filter((time) => time !== undefined).sort()[0];
  const [openUntil, expires] = [
    earliest(logins.map((login) => login.openUntil)),
    earliest(logins.map((login) => login.expires)),
  ];
  const limits = [
    ...(openUntil ? [`links to be opened until ${minute(openUntil)}`] : []),
    ...(expires ? [`keys until ${minute(expires)}`] : []),
  ];
  const who = `${String(logins.length)} ${logins.length === 1 ? 'person' : 'people'}`;
  if (logins.length === 0) return ['Nobody gets a link'];
  return [
    [`A line each for ${who}`, ...limits].join(', '),
    ...(file === undefined ? [] : [`  written to ${file}, which only you can read`]),
    '  whoever has a line acts as that person, so treat it like a password',
  ];
}

/** `2026-01-05 00:15 UTC`. */
function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
