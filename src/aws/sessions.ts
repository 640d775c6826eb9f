import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { credentialsError } from '../errors.ts';
import type { AccountRole, AccountSettings, LabSettings } from '../lab/accounts.ts';
import { anySession } from '../lab/person.ts';
import type { Clock } from '../ports/clock.ts';
import { clientConfig, type RequestHandler } from './clients.ts';
import { refreshing, type Credentials, type CredentialsProvider, type RenewableProvider } from './credentials.ts';
import { translated, type CallSite } from './errors.ts';
import type { Federation } from './federation.ts';

/** Where sessions come from, and how they are made. */
export interface SessionOptions {
  readonly lab: LabSettings;
  readonly clock: Clock;
  readonly requestHandler?: RequestHandler;
  /** Credentials before any role is assumed; the SDK's chain, or the named profile's. */
  readonly baseCredentials: (account: AccountSettings) => Promise<Credentials>;
  /** Asks for the six digits of a device; asked once for all accounts, since a code counts only once. */
  readonly mfaCode: (serial: string) => Promise<string>;
  /** Where sign-in links come from when not from AWS. */
  readonly federation?: Federation;
}

/** Long enough for any run, so that nobody is asked for a second code. */
const MFA_SESSION_SECONDS = 12 * 3600;

/** A code that is wrong or used up, one that is no six digits, and keys that have no device. */
const REFUSED_CODE = new Set(['AccessDenied', 'ValidationError']);

/** One refreshing provider for each account; accounts that start from the same place share that start. */
export function accountCredentials(options: SessionOptions): Readonly<Record<AccountRole, RenewableProvider>> {
  const bases = new Map<string, RenewableProvider>();
  const baseOf = (account: AccountSettings): RenewableProvider => {
    // A device belongs to one user, so whatever profile leads to it, one session and one code will do.
    const key = account.mfaSerial ? `mfa ${account.mfaSerial}` : `profile ${account.profile ?? ''}`;
    const known = bases.get(key);
    if (known) return known;
    const base = refreshing(() => baseCredentials(options, account), options.clock);
    bases.set(key, base);
    return base;
  };
  const { tools, datascience, staging } = options.lab.accounts;
  const provide = (account: AccountSettings) => {
    const { id: accountId, roleArn, externalId } = account;
    if (!roleArn) return baseOf(account);
    const hint = `let the role trust the caller (and check externalId and mfaSerial), or correct the roleArn ${roleArn}`;
    return assumedRole(options, { accountId, roleArn, externalId, hint }, baseOf(account));
  };
  return { tools: provide(tools), datascience: provide(datascience), staging: provide(staging) };
}

export async function callerIdentity(
  options: Connection,
  account: Pick<AccountSettings, 'id'>,
  credentials: CredentialsProvider,
): Promise<{ account: string; arn: string }> {
  const { region } = options.lab;
  return translated({ accountId: account.id, region }, async () => {
    const { Account = '', Arn = '' } = await stsClient(options, credentials).send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  });
}

async function baseCredentials(options: SessionOptions, account: AccountSettings): Promise<Credentials> {
  const base = refreshing(() => options.baseCredentials(account), options.clock);
  if (!account.mfaSerial) return base();
  const site = { accountId: account.id, region: options.lab.region };
  return mfaSession(options, account.mfaSerial, base, site);
}

async function mfaSession(
  options: SessionOptions,
  serial: string,
  base: CredentialsProvider,
  site: CallSite,
): Promise<Credentials> {
  // Nobody is asked for a code that could not be used.
  await translated(site, base);
  const code = await options.mfaCode(serial);
  const input = { SerialNumber: serial, TokenCode: code.trim(), DurationSeconds: MFA_SESSION_SECONDS };
  const command = new GetSessionTokenCommand(input);
  const { Credentials: session } = await translated(site, () => secondFactor(stsClient(options, base), command));
  return credentialsOf(session);
}

async function secondFactor(client: STSClient, command: GetSessionTokenCommand) {
  try {
    return await client.send(command);
  } catch (error) {
    if (!(error instanceof Error) || !REFUSED_CODE.has(error.name)) throw error;
    const { SerialNumber = '', TokenCode = '' } = command.input;
    // AWS repeats what it cannot accept, and that may be a password which was typed by mistake.
    const reason = TokenCode ? error.message.replaceAll(TokenCode, '******') : error.message;
    const hint = 'wait for the next code of the device; mfaSerial needs the keys of the IAM user the device belongs to';
    throw credentialsError('mfa-failed', `no session for the MFA device ${SerialNumber}: ${reason}`, hint, error);
  }
}

/** Where sessions in a role come from, and what mends it when it cannot be assumed. */
export interface RoleToAssume {
  readonly accountId: string;
  readonly roleArn: string;
  readonly externalId?: string | undefined;
  /** What tells one person in the role from another. */
  readonly sessionName?: string | undefined;
  /** Said for good: no role that is assumed from there can have another one. */
  readonly sourceIdentity?: string | undefined;
  /** An hour unless said; chained roles get no more (STS API reference, AssumeRole), and longer requests fail. */
  readonly seconds?: number | undefined;
  readonly hint: string;
}

type Connection = Pick<SessionOptions, 'lab' | 'clock' | 'requestHandler'>;

export function assumedRole(
  options: Connection,
  { accountId, roleArn, externalId, sessionName, sourceIdentity, seconds, hint }: RoleToAssume,
  base: CredentialsProvider,
): RenewableProvider {
  const client = stsClient(options, base);
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName ?? anySession(options.lab),
    ...(sourceIdentity && { SourceIdentity: sourceIdentity }),
    ...(seconds && { DurationSeconds: seconds }),
    ...(externalId && { ExternalId: externalId }),
  });
  const site = { accountId, region: options.lab.region };
  return refreshing(async () => {
    const { Credentials: session } = await translated(site, () => assume(client, command, hint));
    return credentialsOf(session);
  }, options.clock);
}

async function assume(client: STSClient, command: AssumeRoleCommand, hint: string) {
  try {
    return await client.send(command);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AccessDenied') throw error;
    throw credentialsError('role-refused', `the role cannot be assumed: ${error.message}`, hint, error);
  }
}

function stsClient({ lab, clock, requestHandler }: Connection, credentials: CredentialsProvider): STSClient {
  return new STSClient(clientConfig({ region: lab.region, credentials, requestHandler, clock }));
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
