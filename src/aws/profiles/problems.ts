import { credentialsError, type LabError } from '../../errors.ts';
import { nearest } from '../../lab/nearest.ts';
import { own } from '../../own.ts';
import { aws, type Hint, type Step } from '../../steps.ts';
import type { Profile, Profiles } from './files.ts';

const CODE = 'profile';

export function missingProfile(name: string, namedBy: string, { profiles, looked }: Profiles): LabError {
  const known = Object.keys(profiles).filter((each) => !each.includes('sso-session.') && !each.includes('services.'));
  const [meant] = nearest(name, known);
  const there = known.length > 0 ? `there are ${known.map((each) => `"${each}"`).join(', ')}` : 'there are none at all';
  const make = known.length > 0 ? 'name one of these, or make it' : 'make it';
  const guess: Hint = meant === undefined ? configure(make, name) : `did you mean "${meant}"?`;
  const message = `there is no profile "${name}", which ${namedBy} names, in ${looked.join(' and ')}; ${there}`;
  return credentialsError(CODE, message, guess);
}

export function cyclicProfile(names: readonly string[]): LabError {
  const message = `the profiles lead in a circle: ${names.map((name) => `"${name}"`).join(' → ')}`;
  return credentialsError(CODE, message, 'let source_profile of one of them name a profile with credentials');
}

const ROLE_SOURCES = ['source_profile', 'credential_source', 'web_identity_token_file'];

/** What a profile lacks, if the SDK would not say so. */
export function incompleteProfile(name: string, profile: Profile, { ssoSessions }: Profiles): LabError | undefined {
  const missing = (what: string, hint: Hint) => credentialsError(CODE, `the profile "${name}" ${what}`, hint);
  const {
    role_arn: role,
    source_profile: source,
    credential_source: origin,
    aws_access_key_id: key,
    aws_secret_access_key: secret,
    sso_session: session,
  } = profile;
  if (role && source && origin) {
    return missing('has both source_profile and credential_source', 'keep the one that role_arn is assumed from');
  }
  if (role && !ROLE_SOURCES.some((each) => own(profile, each))) {
    return missing('has a role_arn, but nothing to assume it from', 'add source_profile = NAME to it');
  }
  if (!role && source) return missing('has a source_profile, but no role_arn', 'add role_arn = ARN to it');
  if (Boolean(key) !== Boolean(secret)) {
    const lacks = key ? 'aws_secret_access_key' : 'aws_access_key_id';
    return missing(`has no ${lacks}`, configure('complete it', name));
  }
  if (session && !own(ssoSessions, session)) {
    const known = Object.keys(ssoSessions).map((each) => `"${each}"`);
    const there = known.length > 0 ? `there are ${known.join(', ')}` : 'there is none';
    return missing(`names the sso-session "${session}", which is not there; ${there}`, {
      say: 'make it',
      command: aws('configure', 'sso-session'),
    });
  }
  return ssoProblem(name, profile, session === undefined ? {} : (own(ssoSessions, session) ?? {}));
}

/** Source: AWS CLI user guide, "Configuring IAM Identity Center authentication". */
function ssoProblem(name: string, profile: Profile, session: Profile): LabError | undefined {
  const needed = ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'];
  const isSso = profile.sso_session !== undefined || needed.some((key) => own(profile, key) !== undefined);
  const lacking = needed.filter((key) => !own(profile, key) && !own(session, key));
  if (!isSso || profile.role_arn || profile.aws_access_key_id || lacking.length === 0) return undefined;
  const message = `the profile "${name}" is for single sign-on, but lacks ${lacking.join(', ')}`;
  return credentialsError(CODE, message, { say: 'complete it', command: aws('configure', 'sso', '--profile', name) });
}

function configure(say: string, name: string): Step {
  return { say, command: aws('configure', '--profile', name) };
}
