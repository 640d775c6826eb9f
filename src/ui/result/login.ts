import type { LoginReport } from '../../events.ts';
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

/** `2026-01-05 00:15 UTC`. */
function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
