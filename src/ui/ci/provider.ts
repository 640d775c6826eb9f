import type { Variables } from '../../ports/variables.ts';

/** A CI system, by the variables that it sets for its jobs. */
export type Provider = 'github' | 'gitlab' | 'other';

export function providerOf({ CI, GITHUB_ACTIONS, GITLAB_CI }: Variables): Provider | undefined {
  if (GITHUB_ACTIONS === 'true') return 'github';
  if (GITLAB_CI === 'true') return 'gitlab';
  return CI && CI !== 'false' ? 'other' : undefined;
}
