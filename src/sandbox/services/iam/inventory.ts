import type { Cloud } from '../../kernel/service.ts';
import { iamOf } from './state.ts';

/** What was made in the account; access keys count as part of their user. */
export function inventory(cloud: Cloud, account: string): string[] {
  const { roles, users, policies, instanceProfiles } = iamOf({ cloud, account });
  const all: Readonly<Record<string, { readonly arn: string }>>[] = [roles, users, policies, instanceProfiles];
  return all.flatMap((held) => Object.values(held).map(({ arn }) => arn));
}
