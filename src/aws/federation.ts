import { reasonOf } from '../errors.ts';
import { SIGN_IN_HOST } from '../lab/names.ts';
import type { Clock } from '../ports/clock.ts';
import type { Credentials } from './credentials.ts';
import { NetworkFailure } from './network/failures.ts';

/** The AWS sign-in endpoint that exchanges temporary credentials for tokens. */
export interface Federation {
  readonly url: string;
  readonly post: PostForm;
}

/** Posts a form; throws if nobody answers. */
export type PostForm = (url: string, form: Readonly<Record<string, string>>) => Promise<FederationAnswer>;

export interface FederationAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A token, or the reason why there is none; `final` if asking differently cannot help. */
export type SignInToken = { readonly token: string } | { readonly refused: string; readonly final: boolean };

const ATTEMPTS = 3;
const PAUSE = 1000;
/** Longer explanations are web pages. */
const LONGEST_REASON = 300;

/** AWS's own endpoint, or that of its replacement. */
export function awsFederation(post: PostForm): Federation {
  const elsewhere = process.env.AWS_ENDPOINT_URL?.replace(/\/$/, '');
  return { url: `${elsewhere ?? `https://${SIGN_IN_HOST}`}/federation`, post };
}

/** Source: IAM user guide, "Enable custom identity broker access to the AWS console". */
export async function signInToken(
  { url, post }: Federation,
  clock: Clock,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  seconds: number | undefined,
): Promise<SignInToken> {
  const session = { sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken };
  const form = {
    Action: 'getSigninToken',
    ...(seconds !== undefined && { SessionDuration: String(seconds) }),
    Session: JSON.stringify(session),
  };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(url, form).catch((error: unknown) => unanswered(url, error));
    const isPassing = answer.status === 0 || answer.status === 429 || answer.status >= 500;
    if (!isPassing || attempt === ATTEMPTS) return tokenIn(answer, url);
    await clock.sleep(attempt * PAUSE);
  }
}

export function signInLink({ url }: Federation, token: string, destination: string): string {
  const parameters = { Action: 'login', Issuer: 'mlops-lab', Destination: destination, SigninToken: token };
  return `${url}?${new URLSearchParams(parameters).toString()}`;
}

/** Status 0 means that there was no response. */
function unanswered(url: string, error: unknown): FederationAnswer {
  if (error instanceof NetworkFailure) return { status: 0, contentType: 'text/plain', body: error.message };
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = reasonOf(cause);
  return { status: 0, contentType: 'text/plain', body: `${new URL(url).host} does not answer (${reason})` };
}

function tokenIn({ status, contentType, body }: FederationAnswer, url: string): SignInToken {
  if (status === 0) return { refused: body, final: true };
  const token = status === 200 ? tokenOf(body) : undefined;
  if (token) return { token };
  const reason = contentType.startsWith('text/plain') ? `: ${body.trim().slice(0, LONGEST_REASON)}` : '';
  return { refused: `${new URL(url).host} answered with status ${String(status)}${reason}`, final: status !== 400 };
}

function tokenOf(body: string): string | undefined {
  try {
    const { SigninToken: token } = JSON.parse(body) as { readonly SigninToken?: unknown };
    return typeof token === 'string' && token !== '' ? token : undefined;
  } catch {
    return undefined;
  }
}
