import { credentialsError, EXIT, LabError, reasonOf, usageError } from '../errors.ts';
import { aws, mlopsLab, type Hint } from '../steps.ts';
import { callBehind, type FailedCall } from './failed-calls.ts';
import { connectionFailure } from './network/connection.ts';
import { type NetworkFailure } from './network/failures.ts';
import { notAws } from './network/foreign.ts';
import { placeOf } from './network/places.ts';

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
  'InvalidSignatureException',
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
/** The errors of STS and EC2 in a region that the account has not enabled; S3 says InvalidAccessKeyId. */
const DISABLED = new Set(['RegionDisabledException', 'OptInRequired']);
const CLOCK = new Set(['RequestTimeTooSkewed', 'RequestInTheFuture']);
const CLOCK_WORDS = /signature (expired|not yet current)/i;

/** Calls that pass settings on to AWS; their errors can be fixed only in the settings. */
const CARRIES_SETTINGS = new Set([
  'CloudFormation CreateStack',
  'CloudFormation UpdateStack',
  'CloudFormation CreateChangeSet',
  'STS AssumeRole',
  'STS GetSessionToken',
  'ServiceCatalog ProvisionProduct',
  'ServiceCatalog UpdateProvisionedProduct',
]);
const VALIDATION = new Set(['ValidationError', 'ValidationException']);
/** No setting can fix a stack's status. */
const STATE = /\bstate\b/;

/** Turns SDK errors into LabErrors that say what happened, where, and how to fix it. */
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

/**
 * The reason why something could not be read, for callers that carry on without it. Throws without credentials, since
 * nothing else can be read then.
 */
export function whyUnread(error: unknown): string {
  if (error instanceof LabError && error.exitCode === EXIT.credentials) throw error;
  return reasonOf(error);
}

/** How often the SDK sent the request before giving up. */
export function attemptsOf(error: unknown): number {
  const { $metadata } = error as { readonly $metadata?: { attempts?: number } };
  return $metadata?.attempts ?? 1;
}

/** Whether CloudFormation says that the stack (or change set) does not exist. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && /does not exist/.test(error.message) && errorName(error) === 'ValidationError';
}

/** The access key is unknown: it is wrong, or the account has not enabled the region. */
export function isUnknownKey(error: unknown): boolean {
  return INVALID.has(errorName(error)) && !CLOCK_WORDS.test((error as Error).message);
}

/** All errors of AWS for keys of an account that has not enabled the region. */
export function regionDisabled(accountId: string, region: string, cause: Error): LabError {
  const hint: Hint = [
    {
      say: 'enable it in every account of the lab and in the one the keys come from, which takes minutes to hours',
      command: aws('account', 'enable-region', '--region-name', region),
    },
    { say: 'session tokens of the global STS endpoint are not valid there either' },
  ];
  const message = `account ${accountId} has not enabled the region ${region}: ${cause.message}`;
  return credentialsError('region-disabled', message, hint, cause);
}

function translate(error: unknown, site: CallSite): unknown {
  if (!(error instanceof Error) || error instanceof LabError) return error;
  const call = callBehind(error);
  return (
    ofNetwork(error, site, call) ??
    ofCredentials(error, site) ??
    ofPermissions(error, site, call) ??
    rejected(error, site, call)
  );
}

/** AWS did not respond, or the response is not from AWS. */
function ofNetwork(error: Error, { region }: CallSite, call: FailedCall | undefined): LabError | undefined {
  const response = '$response' in error ? error.$response : undefined;
  const place = placeOf(response) ?? { host: call ? `${call.service} in ${region}` : `AWS in ${region}` };
  const failure = connectionFailure(error, place) ?? unreadable(error, place);
  if (!failure) return undefined;
  const { kind: code, message, hint } = failure;
  return new LabError({ code, message, hint, cause: error });
}

/** The SDK attaches the response that it could not parse, and marks parsed errors with the side at fault. */
function unreadable(error: Error, place: { readonly host: string }): NetworkFailure | undefined {
  const status = httpStatus(error);
  if (status === undefined) return undefined;
  const isRead = '$fault' in error && !isNameless(error);
  if (isRead || !('$response' in error) || isBodiless(error)) return undefined;
  return notAws(`${String(status)} and what cannot be read`, place, status, error);
}

function ofCredentials(error: Error, site: CallSite): LabError | undefined {
  const { accountId, region } = site;
  const where = `account ${accountId}`;
  if (CLOCK.has(error.name) || (isSignature(error) && CLOCK_WORDS.test(error.message))) {
    const hint = "set this machine's clock; AWS takes requests whose time is right to a few minutes";
    return new LabError({ code: 'clock', message: `${where}: ${error.message}`, hint, cause: error });
  }
  if (EXPIRED.has(error.name)) {
    const hint: Hint = [
      { say: 'sign in again (aws sso login, or new keys) and go on where it stopped', command: 'again' },
      { say: 'take up a release that was followed', command: mlopsLab('pipeline', '--watch') },
    ];
    return credentialsError('credentials-expired', `the credentials for ${where} have expired`, hint, error);
  }
  if (error.name === 'CredentialsProviderError' || error.name === 'ProviderError') return noCredentials(error, where);
  if (DISABLED.has(error.name)) return regionDisabled(accountId, region, error);
  if (!INVALID.has(error.name)) return undefined;
  const hint: Hint = {
    say: 'check the access key or the profile; this shows whether it works',
    command: aws('sts', 'get-caller-identity'),
  };
  const message = `${where} does not accept the credentials: ${error.message}`;
  return credentialsError('credentials-invalid', message, hint, error);
}

function ofPermissions(error: Error, { accountId }: CallSite, call: FailedCall | undefined): LabError | undefined {
  if (!DENIED.has(error.name) && httpStatus(error) !== 403) return undefined;
  const name = DENIED.has(error.name) || isNameless(error) ? '' : `${error.name}: `;
  const message = `account ${accountId}: ${about(error, call)}${name}${error.message}`;
  const hint =
    'let the role or user named above do that; README.md, "On AWS", tells what the commands need to be allowed';
  return new LabError({ code: 'access-denied', message, hint, cause: error });
}

function noCredentials(error: Error, where: string): LabError {
  const hint = 'set AWS_PROFILE or AWS_ACCESS_KEY_ID, name a profile in mlops-lab.yaml, or rehearse with --sandbox';
  return credentialsError('no-credentials', `no credentials for ${where}: ${firstLine(error.message)}`, hint, error);
}

/** A service's answer to a request that it understood and refuses. */
function rejected(error: Error, { accountId }: CallSite, call: FailedCall | undefined): Error {
  if (!('$metadata' in error) || !('$fault' in error)) return error;
  const status = isNameless(error) ? `HTTP status ${String(httpStatus(error))}` : error.name;
  const message = `account ${accountId}: ${about(error, call)}${status}: ${error.message}`;
  const carries = call && CARRIES_SETTINGS.has(`${call.service} ${call.operation}`);
  if (carries && VALIDATION.has(error.name) && !STATE.test(error.message)) {
    return usageError('rejected', message, 'correct the value that AWS names, in mlops-lab.yaml or with its flag');
  }
  const hint: Hint = { say: 'fix what AWS names and go on where it stopped', command: 'again' };
  return new LabError({ code: 'aws-error', message, hint, cause: error });
}

/** The call, with the name of its resource unless AWS's message contains it. */
function about({ message }: Error, call: FailedCall | undefined): string {
  if (!call) return '';
  const { service, operation, resource } = call;
  const named = resource && !message.includes(resource) ? ` of ${resource}` : '';
  return `${service} ${operation}${named}: `;
}

function isSignature({ name }: Error): boolean {
  return name === 'SignatureDoesNotMatch' || name === 'InvalidSignatureException';
}

/** The SDK's names for responses without an error code. */
function isNameless({ name }: Error): boolean {
  return name === 'Unknown' || name === 'UnknownError' || /^\d{3}$/.test(name);
}

/** Responses to HEAD requests have no body, and so neither code nor message. */
function isBodiless(error: Error): boolean {
  return callBehind(error)?.operation.startsWith('Head') ?? false;
}

function httpStatus(error: Error): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
