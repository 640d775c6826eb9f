import { credentialsError, LabError, usageError } from '../errors.ts';

/** Where a call went, for messages. */
export interface CallSite {
  readonly accountId: string;
  readonly region: string;
}

const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);
const INVALID = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'AuthFailure',
  'SignatureDoesNotMatch',
  'MissingAuthenticationToken',
  'IncompleteSignature',
]);
const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'AuthorizationError',
  'Forbidden',
]);
const UNREACHABLE = new Set(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'ECONNRESET', 'ETIMEDOUT', 'TimeoutError']);

/** Has SDK errors come out as errors of the lab: what happened where, and how to mend it. */
export async function translated<T>(site: CallSite, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translate(error, site);
  }
}

export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** CloudFormation's way of saying that there is no such stack (or change set). */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && /does not exist/.test(error.message) && errorName(error) === 'ValidationError';
}

function translate(error: unknown, { accountId, region }: CallSite): unknown {
  if (!(error instanceof Error) || error instanceof LabError) return error;
  const where = `account ${accountId}`;
  const name = error.name;
  const code = 'code' in error ? String(error.code) : '';
  if (EXPIRED.has(name) || /token.*expired|session.*expired/i.test(error.message)) {
    const hint =
      'sign in again (aws sso login, or new keys) and run the same command again: it goes on where it stopped; ' +
      'a release that was followed is taken up again with "mlops-lab pipeline --watch"';
    return credentialsError('credentials-expired', `the credentials for ${where} have expired`, hint, error);
  }
  if (name === 'CredentialsProviderError' || name === 'ProviderError') return noCredentials(error, where);
  if (INVALID.has(name)) {
    const hint = 'check the access key or the profile; "aws sts get-caller-identity" shows whether it works';
    return credentialsError(
      'credentials-invalid',
      `${where} does not accept the credentials: ${error.message}`,
      hint,
      error,
    );
  }
  if (DENIED.has(name) || httpStatus(error) === 403) {
    const hint =
      'let the role or user named above do that; README.md, "On AWS", tells what the commands need to be allowed';
    return new LabError({ code: 'access-denied', message: `${where}: ${error.message}`, hint, cause: error });
  }
  if (UNREACHABLE.has(code) || UNREACHABLE.has(name)) {
    const hint = `check the network, the proxy, AWS_ENDPOINT_URL, and that the region "${region}" is right`;
    return new LabError({ code: 'unreachable', message: `AWS does not answer: ${error.message}`, hint, cause: error });
  }
  return rejected(error, where);
}

function noCredentials(error: Error, where: string): LabError {
  const sso = /sso/i.test(error.message);
  const hint = sso
    ? 'run "aws sso login" with that profile and try again'
    : 'set AWS_PROFILE or AWS_ACCESS_KEY_ID, name a profile in mlops-lab.yaml, or rehearse with --sandbox';
  return credentialsError('no-credentials', `no credentials for ${where}: ${firstLine(error.message)}`, hint, error);
}

/** What a service answered to a request that it understood and will not carry out. */
function rejected(error: Error, where: string): Error {
  if (!('$metadata' in error)) return error;
  const message = `${where}: ${error.name}: ${error.message}`;
  if (error.name === 'ValidationError' || error.name === 'ValidationException') {
    return usageError('rejected', message, 'correct the value that AWS names, in mlops-lab.yaml or with its flag');
  }
  return new LabError({ code: 'aws-error', message, cause: error });
}

/** Answers to HEAD requests have no body, and so neither a code nor a message. */
function httpStatus(error: Error): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
