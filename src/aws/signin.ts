import type { ConsoleLink, SessionKeys, SignIn } from '../ports/signin.ts';
import type { CredentialsProvider } from './credentials.ts';
import { signInLink, signInToken, type SignInToken } from './federation.ts';
import { scientistCredentials } from './scientist.ts';
import type { SessionOptions } from './sessions.ts';

/** `MaxSessionDuration` of the role in the template. */
const LONGEST_SESSION_SECONDS = 14_400;
/** A console session has to be shorter than the role's longest. */
const CONSOLE_SESSION_SECONDS = LONGEST_SESSION_SECONDS - 900;
/** How long the link can be opened. */
const LINK_MILLISECONDS = 15 * 60_000;

export function awsSignIn(options: SessionOptions, base: CredentialsProvider): SignIn {
  return {
    keys: async () => (await session(options, base)).keys,
    consoleLink: (destination) => consoleLink(options, base, destination),
  };
}

/**
 * Only who comes with an IAM user's own keys may say how long a session is to last: with any others the sign-in endpoint
 * refuses, and so it does the credentials of a role for which a duration was asked from there.
 */
async function session(options: SessionOptions, base: CredentialsProvider) {
  const isLongTerm = (await base()).accessKeyId.startsWith('AKIA');
  const credentials = await scientistCredentials(options, base, isLongTerm ? LONGEST_SESSION_SECONDS : undefined)();
  const { accessKeyId, secretAccessKey, sessionToken = '', expiration } = credentials;
  const expires = expiration?.getTime();
  const keys: SessionKeys = { accessKeyId, secretAccessKey, sessionToken, ...(expires !== undefined && { expires }) };
  return { keys, isLongTerm };
}

async function consoleLink(
  options: SessionOptions,
  base: CredentialsProvider,
  destination: string,
): Promise<ConsoleLink> {
  const { clock, federation } = options;
  const { keys, isLongTerm } = await session(options, base);
  const asked = clock.now();
  const answer = await tokenFor((seconds) => signInToken(federation, clock, keys, seconds), isLongTerm);
  if ('refused' in answer) return { refused: answer.refused };
  const expires = answer.seconds ? asked + answer.seconds * 1000 : keys.expires;
  return {
    url: signInLink(federation, answer.token, destination),
    openUntil: asked + LINK_MILLISECONDS,
    ...(expires !== undefined && { expires }),
  };
}

/** Where AWS does not want to hear of a duration, the session lasts as long as the credentials. */
async function tokenFor(
  ask: (seconds: number | undefined) => Promise<SignInToken>,
  isLongTerm: boolean,
): Promise<SignInToken & { readonly seconds?: number }> {
  if (!isLongTerm) return ask(undefined);
  const answer = await ask(CONSOLE_SESSION_SECONDS);
  if ('token' in answer) return { ...answer, seconds: CONSOLE_SESSION_SECONDS };
  return answer.final ? answer : ask(undefined);
}
