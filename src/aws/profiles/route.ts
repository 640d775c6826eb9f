import type { Variables } from '../../ports/variables.ts';
import type { AccountSettings } from '../../lab/accounts.ts';
import { own } from '../../own.ts';
import type { Credentials } from '../credentials.ts';
import type { Profile, Profiles } from './files.ts';
import { cyclicProfile, incompleteProfile, missingProfile } from './problems.ts';

/** The credentials before any role is assumed: those of a profile or the environment, or whatever the SDK finds. */
export type Source =
  | { readonly kind: 'profile'; readonly profile: string; readonly keys?: Credentials }
  | { readonly kind: 'environment' }
  | { readonly kind: 'chain' };

export interface RoleStep {
  readonly roleArn: string;
  readonly externalId?: string | undefined;
  readonly sessionName?: string | undefined;
  readonly seconds?: number | undefined;
  /** The profile that names the role; none if the settings do. */
  readonly profile?: string;
}

/** The route into an account: the source of the credentials, and the roles assumed from there, in order. */
export interface Route {
  readonly source: Source;
  /** The MFA device of a session that precedes the first role. */
  readonly mfaSerial?: string | undefined;
  readonly roles: readonly RoleStep[];
}

/**
 * The profile of the account's settings or of `AWS_PROFILE`, split into its source and its roles, followed by the
 * settings' own role. The SDK would assume the profiles' roles itself, but in a region of its own choice, again for
 * each account, and with a new MFA code each time; a code works only once.
 */
export function routeTo(account: AccountSettings, profiles: Profiles | undefined, env: Variables): Route {
  const start = profiles ? startOf(account, profiles, env) : unread(account);
  const { roleArn, externalId } = account;
  return {
    source: start.source,
    mfaSerial: account.mfaSerial ?? start.mfaSerial,
    roles: roleArn ? [...start.roles, { roleArn, externalId }] : start.roles,
  };
}

function unread({ profile }: AccountSettings): Route {
  return { source: profile ? { kind: 'profile', profile } : { kind: 'chain' }, roles: [] };
}

function startOf({ profile }: AccountSettings, all: Profiles, env: Variables): Route {
  const { profiles } = all;
  if (profile) return along(profile, all, 'the setting "profile"', []);
  const hasKeys = Boolean(env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY);
  const named = env.AWS_PROFILE;
  if (named) {
    const holds = own(profiles, named);
    if (!holds || givesCredentials(holds)) return along(named, all, 'AWS_PROFILE', []);
    return { source: { kind: hasKeys ? 'environment' : 'chain' }, roles: [] };
  }
  const isDefault = !hasKeys && profiles.default !== undefined && givesCredentials(profiles.default);
  return isDefault ? along('default', all, 'nothing', []) : { source: { kind: 'chain' }, roles: [] };
}

/**
 * `visited` are the profiles that lead here. A repeated one with keys of its own ends the route, even if it has a role.
 */
function along(name: string, all: Profiles, namedBy: string, visited: readonly string[]): Route {
  const profile = own(all.profiles, name);
  if (!profile) throw missingProfile(name, namedBy, all);
  const keys = keysOf(profile);
  if (visited.length > 0 && keys) return { source: { kind: 'profile', profile: name, keys }, roles: [] };
  if (visited.includes(name)) throw cyclicProfile([...visited, name]);
  const problem = incompleteProfile(name, profile, all);
  if (problem) throw problem;
  const { role_arn: roleArn, source_profile: next, credential_source: kind, mfa_serial: mfaSerial } = profile;
  const assumes = roleArn && (next || kind === 'Environment');
  if (!assumes) return { source: { kind: 'profile', profile: name }, roles: [] };
  const before: Route = next
    ? along(next, all, `source_profile of the profile "${name}"`, [...visited, name])
    : { source: { kind: 'environment' }, roles: [] };
  return {
    source: before.source,
    mfaSerial: before.mfaSerial ?? mfaSerial,
    roles: [...before.roles, stepOf(name, roleArn, profile)],
  };
}

function stepOf(name: string, roleArn: string, profile: Profile): RoleStep {
  return {
    roleArn,
    externalId: profile.external_id,
    sessionName: profile.role_session_name,
    seconds: Number(profile.duration_seconds) || undefined,
    profile: name,
  };
}

function keysOf(profile: Profile): Credentials | undefined {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = profile;
  const sessionToken = profile.aws_session_token;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

const SOURCES = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'role_arn',
  'source_profile',
  'credential_process',
  'sso_session',
  'sso_start_url',
  'sso_account_id',
  'sso_role_name',
  'web_identity_token_file',
  'login_session',
];

/** Other profiles only set a region or an output format. */
function givesCredentials(profile: Profile): boolean {
  return SOURCES.some((key) => own(profile, key) !== undefined);
}
