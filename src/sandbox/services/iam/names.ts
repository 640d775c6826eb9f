import { constrained, inRange } from '../../kernel/constraints.ts';

/** Source: IAM API reference, CreateRole, CreateUser and CreatePolicy. */
const NAME = '[\\w+=,.@-]+';

export function checkedName(name: string | undefined, member: string, max: number): string {
  return constrained(name, { member, min: 1, max, pattern: NAME });
}

export function checkedPath(path: string | undefined): string {
  if (path === undefined) return '/';
  return constrained(path, { member: 'path', min: 1, max: 512, pattern: '(/)|(/[!-~]+/)' });
}

export function checkedMaxSessionDuration(seconds: number | undefined): number {
  return inRange(seconds ?? 3_600, { member: 'maxSessionDuration', min: 3_600, max: 43_200 });
}
