import type { ConsoleLink, SessionKeys, SignIn } from '../ports/signin.ts';
import { nameOf } from '../lab/person.ts';
import { refreshing, type Credentials, type CredentialsProvider } from './credentials.ts';
import { signInLink, signInToken, type SignInToken } from './federation.ts';
import { scientistCredentials } from './scientist.ts';
import { callerIdentity, type SessionOptions } from './sessions.ts';

/** `MaxSessionDuration` of the role in the template. */
const LONGEST_SESSION_SECONDS = 14_400;
/** A console session has to be shorter than the role's maximum. */
const CONSOLE_SESSION_SECONDS = LONGEST_SESSION_SECONDS - 900;
/** How long the link works. */
const LINK_MILLISECONDS = 15 * 60_000;

/** A session for the base credentials' owner, or for somebody else. */
export function awsSignIn(options: SessionOptions, base: CredentialsProvider, as?: string): SignIn {
  const session = refreshing(() => begin(options, base, as), options.clock);
  return {
    person: async () => nameOf((await callerIdentity(options, options.lab.accounts.datascience, session)).arn),
    keys: async () => keysOf(await session()),
    consoleLink: async (destination) =>
      consoleLink(options, { keys: keysOf(await session()), isLongTerm: await isLongTerm(base) }, destination),
  };
}

/**
 * Only an IAM user's own keys may set a session's duration: with any others the sign-in endpoint refuses, as it does
 * for a role's credentials that were requested with a duration.
 */
async function begin(options: SessionOptions, base: CredentialsProvider, as: string | undefined): Promise<Credentials> {
  const seconds = (await isLongTerm(base)) ? LONGEST_SESSION_SECONDS : undefined;
  return scientistCredentials(options, base, { as, lasting: true, seconds })();
}

async function isLongTerm(base: CredentialsProvider): Promise<boolean> {
  return (await base()).accessKeyId.startsWith('AKIA');
}

function keysOf({ accessKeyId, secretAccessKey, sessionToken = '', expiration }: Credentials): SessionKeys {
  const expires = expiration?.getTime();
  return { accessKeyId, secretAccessKey, sessionToken, ...(expires !== undefined && { expires }) };
}

interface Begun {
  readonly keys: SessionKeys;
  readonly isLongTerm: boolean;
}

async function consoleLink(
  options: SessionOptions,
  { keys, isLongTerm: longTerm }: Begun,
  destination: string,
): Promise<ConsoleLink> {
  const { clock, federation } = options;
  const asked = clock.now();
  const answer = await tokenFor((seconds) => signInToken(federation, clock, keys, seconds), longTerm);
  if ('refused' in answer) return { refused: answer.refused };
  const expires = answer.seconds ? asked + answer.seconds * 1000 : keys.expires;
  return {
    url: signInLink(federation, answer.token, destination),
    openUntil: asked + LINK_MILLISECONDS,
    ...(expires !== undefined && { expires }),
  };
}

/** If AWS rejects a duration, the session lasts as long as the credentials. */
async function tokenFor(
  ask: (seconds: number | undefined) => Promise<SignInToken>,
  longTerm: boolean,
): Promise<SignInToken & { readonly seconds?: number }> {
  if (!longTerm) return ask(undefined);
  const answer = await ask(CONSOLE_SESSION_SECONDS);
  if ('token' in answer) return { ...answer, seconds: CONSOLE_SESSION_SECONDS };
  return answer.final ? answer : ask(undefined);
}
