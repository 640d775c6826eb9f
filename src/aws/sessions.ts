import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { credentialsError } from '../errors.ts';
import type { AccountRole, AccountSettings, LabSettings } from '../lab/accounts.ts';
import { acceptedSessionName, anySession } from '../lab/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hint } from '../steps.ts';
import type { Connections } from './connections.ts';
import { notAws } from './network/foreign.ts';
import { clientOf, type RequestHandler } from './clients.ts';
import { refreshing, type Credentials, type CredentialsProvider, type RenewableProvider } from './credentials.ts';
import { isUnknownKey, regionDisabled, translated, type CallSite } from './errors.ts';
import type { Federation } from './federation.ts';
import { ALWAYS_ENABLED, isOptIn } from './opt-in-regions.ts';
import type { Profiles } from './profiles/files.ts';
import { routeTo, type RoleStep, type Route, type Source } from './profiles/route.ts';

/** How sessions are obtained. */
export interface SessionOptions {
  readonly lab: Pick<LabSettings, 'name' | 'region' | 'accounts'>;
  readonly clock: Clock;
  readonly requestHandler: RequestHandler;
  /** The AWS CLI profiles that accounts may name; in a rehearsal they are only names. */
  readonly profiles?: Profiles;
  /** Credentials before any role is assumed. */
  readonly baseCredentials: (account: AccountSettings, source: Source) => Promise<Credentials>;
  /** Asks for a six-digit MFA code, once for all accounts, since a code works only once. */
  readonly mfaCode: (serial: string) => Promise<string>;
  /** The source of sign-in links. */
  readonly federation: Federation;
  /** What this lab shares with the others of the run. */
  readonly connections?: Connections;
}

/** Long enough for any run, so that nobody needs a second code. */
const MFA_SESSION_SECONDS = 12 * 3600;

/** Errors for a wrong or used code, for one that is not six digits, and for keys without a device. */
const REFUSED_CODE = new Set(['AccessDenied', 'ValidationError']);

/** One refreshing provider per account; accounts share the common part of their routes. */
export function accountCredentials(options: SessionOptions): Readonly<Record<AccountRole, RenewableProvider>> {
  const known = options.connections?.providers ?? new Map<string, RenewableProvider>();
  const shared = (key: string, make: () => RenewableProvider): RenewableProvider => {
    const provider = known.get(key) ?? make();
    known.set(key, provider);
    return provider;
  };
  const provide = (account: AccountSettings) => {
    try {
      const route = routeTo(account, options.profiles, process.env);
      return alongRoute(options, account, route, shared);
    } catch (error) {
      return refreshing(() => Promise.reject(error), options.clock);
    }
  };
  const { tools, datascience, staging } = options.lab.accounts;
  return { tools: provide(tools), datascience: provide(datascience), staging: provide(staging) };
}

/** What sessions need to know of a lab. */
type Caller = Omit<SessionOptions, 'lab'> & { readonly lab: Pick<LabSettings, 'name' | 'region'> };

/** The credentials of a profile, or of whoever runs the command, whatever account they lead to. */
export function callersCredentials(options: Caller, profile: string | undefined): RenewableProvider {
  const account = { id: '', ...(profile !== undefined && { profile }) };
  return alongRoute(options, account, routeTo(account, options.profiles, process.env), (_, make) => make());
}

type Shared = (key: string, make: () => RenewableProvider) => RenewableProvider;

function alongRoute(
  options: Caller,
  account: AccountSettings,
  { source, mfaSerial, roles }: Route,
  shared: Shared,
): RenewableProvider {
  const base = () => refreshing(() => options.baseCredentials(account, source), options.clock);
  // A device belongs to one user, so one session and one code serve all profiles that use it.
  let key = mfaSerial ? `mfa ${mfaSerial}` : JSON.stringify(source);
  let provider = shared(key, () => (mfaSerial ? mfaSession(options, mfaSerial, base(), account.id) : base()));
  for (const step of roles) {
    const before = provider;
    // A session has its lab's name.
    key += JSON.stringify([step, options.lab.name, options.lab.region]);
    provider = shared(key, () => assumedRole(options, roleOf(step), before));
  }
  return provider;
}

function roleOf({ profile, roleArn, externalId, sessionName, seconds }: RoleStep): RoleToAssume {
  const hint = profile
    ? `let the role trust the caller, or correct role_arn, external_id and mfa_serial of the profile "${profile}"`
    : `let the role trust the caller (and check externalId and mfaSerial), or correct the roleArn ${roleArn}`;
  const accountId = roleArn.split(':')[4] ?? '';
  return { accountId, roleArn, externalId, sessionName, seconds, hint };
}

export async function callerIdentity(
  options: Connection,
  account: Pick<AccountSettings, 'id'>,
  credentials: CredentialsProvider,
): Promise<{ account: string; arn: string }> {
  const site = { accountId: account.id, region: options.lab.region };
  return translated(site, async () => {
    const identify = stsClient(options, credentials).send(new GetCallerIdentityCommand({}));
    const { Account, Arn } = await identify.catch(regionExplained(options, site, credentials));
    if (!Account || !Arn) throw notAws('200 and nobody in it', { host: `STS in ${site.region}` }, 200);
    return { account: Account, arn: Arn };
  });
}

/** In a region that is not enabled all keys are unknown; a call to another region shows which is the case. */
function regionExplained(options: Connection, { accountId, region }: CallSite, credentials: CredentialsProvider) {
  return async (error: unknown): Promise<never> => {
    if (!(error instanceof Error) || !isUnknownKey(error) || !isOptIn(region)) throw error;
    const elsewhere = stsClient({ ...options, lab: { ...options.lab, region: ALWAYS_ENABLED } }, credentials);
    const known = await elsewhere.send(new GetCallerIdentityCommand({})).then(
      () => true,
      () => false,
    );
    throw known ? regionDisabled(accountId, region, error) : error;
  };
}

function mfaSession(options: Caller, serial: string, base: CredentialsProvider, accountId: string): RenewableProvider {
  const site = { accountId, region: options.lab.region };
  return refreshing(async () => {
    // Do not ask for a code that could not be used.
    await translated(site, base);
    const code = await options.mfaCode(serial);
    const input = { SerialNumber: serial, TokenCode: code.trim(), DurationSeconds: MFA_SESSION_SECONDS };
    const command = new GetSessionTokenCommand(input);
    const { Credentials: session } = await translated(site, () =>
      secondFactor(stsClient(options, base), command).catch(regionExplained(options, site, base)),
    );
    return credentialsOf(session);
  }, options.clock);
}

async function secondFactor(client: STSClient, command: GetSessionTokenCommand) {
  try {
    return await client.send(command);
  } catch (error) {
    if (!(error instanceof Error) || !REFUSED_CODE.has(error.name)) throw error;
    const { SerialNumber = '', TokenCode = '' } = command.input;
    // AWS repeats what it rejects, which may be a password typed by mistake.
    const reason = TokenCode ? error.message.replaceAll(TokenCode, '******') : error.message;
    const hint = 'wait for the next code of the device; mfaSerial needs the keys of the IAM user the device belongs to';
    throw credentialsError('mfa-failed', `no session for the MFA device ${SerialNumber}: ${reason}`, hint, error);
  }
}

/** The source of sessions in a role, and what to do if it cannot be assumed. */
export interface RoleToAssume {
  readonly accountId: string;
  readonly roleArn: string;
  readonly externalId?: string | undefined;
  /** Distinguishes the people in the role. */
  readonly sessionName?: string | undefined;
  /** Fixed for the session: no role assumed from it can have another one. */
  readonly sourceIdentity?: string | undefined;
  /** One hour by default; chained roles get no more (STS API reference, AssumeRole), and longer requests fail. */
  readonly seconds?: number | undefined;
  readonly hint: Hint;
}

type Connection = Pick<Caller, 'lab' | 'clock' | 'requestHandler'>;

export function assumedRole(
  options: Connection,
  { accountId, roleArn, externalId, sessionName, sourceIdentity, seconds, hint }: RoleToAssume,
  base: CredentialsProvider,
): RenewableProvider {
  const client = stsClient(options, base);
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName ? acceptedSessionName(sessionName) : anySession(options.lab),
    ...(sourceIdentity && { SourceIdentity: acceptedSessionName(sourceIdentity) }),
    ...(seconds && { DurationSeconds: seconds }),
    ...(externalId && { ExternalId: externalId }),
  });
  const site = { accountId, region: options.lab.region };
  return refreshing(async () => {
    const { Credentials: session } = await translated(site, () =>
      assume(client, command, hint).catch(regionExplained(options, site, base)),
    );
    return credentialsOf(session);
  }, options.clock);
}

async function assume(client: STSClient, command: AssumeRoleCommand, hint: Hint) {
  try {
    return await client.send(command);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AccessDenied') throw error;
    throw credentialsError('role-refused', `the role cannot be assumed: ${error.message}`, hint, error);
  }
}

function stsClient({ lab, clock, requestHandler }: Connection, credentials: CredentialsProvider): STSClient {
  return clientOf(STSClient, { region: lab.region, credentials, requestHandler, clock });
}

interface StsCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

function credentialsOf(session: StsCredentials | undefined): Credentials {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken, Expiration } = session ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken && { sessionToken: SessionToken }),
    ...(Expiration && { expiration: Expiration }),
  };
}
