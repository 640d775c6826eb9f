import type { LabSettings } from '../lab/accounts.ts';
import { own } from '../own.ts';
import type { FoundProfile, FoundSession, FoundWays, WayIn } from '../ports/ways-in.ts';
import type { Profile, Profiles } from './profiles/files.ts';
import { accountCredentials, callerIdentity, type SessionOptions } from './sessions.ts';

/** What somebody may name, in the order of the files. */
export function foundWays(files: Profiles): FoundWays {
  return { profiles: foundProfiles(files), sessions: foundSessions(files) };
}

function foundSessions({ profiles, ssoSessions }: Profiles): FoundSession[] {
  const used = new Set(Object.values(profiles).map(({ sso_session: session }) => session));
  return Object.entries(ssoSessions)
    .filter(([name]) => !used.has(name))
    .map(([name, { sso_start_url: startUrl }]) => ({ name, ...(startUrl !== undefined && { startUrl }) }));
}

function foundProfiles({ profiles, ssoSessions }: Profiles): FoundProfile[] {
  return Object.entries(profiles)
    .filter(([name]) => !name.startsWith('sso-session.') && !name.startsWith('services.'))
    .map(([name, profile]) => ({
      name,
      kind: kindOf(profile),
      ...regionOf(profile, ssoSessions),
    }));
}

function kindOf(profile: Profile): string {
  if (profile.role_arn) return `role ${profile.role_arn}`;
  if (profile.sso_account_id)
    return `single sign-on to ${profile.sso_account_id} as ${profile.sso_role_name ?? 'nobody'}`;
  if (profile.login_session) return 'console sign-in';
  if (profile.credential_process) return 'keys of a program';
  return profile.aws_access_key_id ? 'access keys' : 'no credentials of its own';
}

function regionOf({ region, sso_session: session }: Profile, sessions: Profiles['ssoSessions']): { region?: string } {
  const found = region ?? own(sessions, session ?? '')?.sso_region;
  return found === undefined ? {} : { region: found };
}

/** Whom one is in the account of `labOf`. */
export function identityBy(options: SessionOptions): Promise<{ account: string; arn: string }> {
  return callerIdentity(options, options.lab.accounts.tools, accountCredentials(options).tools);
}

/** A lab of nothing but the one account; `title` stands for its id in errors while that is not known. */
export function labOf(
  way: WayIn,
  title: string,
  { name, region }: Pick<LabSettings, 'name' | 'region'>,
): SessionOptions['lab'] {
  const account = { ...way, id: way.id ?? title };
  return { name, region, accounts: { tools: account, datascience: account, staging: account } };
}
