import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AccountSettings } from '../lab/accounts.ts';
import type { Credentials } from './credentials.ts';

/** What the SDK finds by itself, or in the named profile; single sign-on included. */
export async function baseCredentials({ profile }: Pick<AccountSettings, 'profile'>): Promise<Credentials> {
  const provider = profile ? fromIni({ profile }) : fromNodeProviderChain();
  return provider();
}
