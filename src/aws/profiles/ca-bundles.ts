import type { Variables } from '../../ports/variables.ts';
import type { AccountSettings } from '../../lab/accounts.ts';
import { own } from '../../own.ts';
import type { Profiles } from './files.ts';

/** The `ca_bundle` files of the profiles through which the accounts are reached. */
export function caBundlesOf(accounts: readonly AccountSettings[], { profiles }: Profiles, env: Variables): string[] {
  const names = accounts.map(({ profile }) => profile ?? (env.AWS_PROFILE || 'default'));
  return [...new Set(names.flatMap((name) => own(profiles, name)?.ca_bundle ?? []))];
}
