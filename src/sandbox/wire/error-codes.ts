import { own } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { Protocol, ServiceSchema } from './schemas.ts';

interface Name {
  readonly code: string;
  readonly status?: number;
  readonly message?: string;
}

const EC2_AUTH_FAILURE: Name = {
  code: 'AuthFailure',
  status: 401,
  message: 'AWS was not able to validate the provided access credentials',
};

/**
 * The same error has different codes in different services: the API references' "Common Errors" pages for
 * CloudFormation and IAM (query), Service Catalog and KMS (json), Lambda (rest-json), and the error code lists of EC2
 * and S3.
 */
const NAMES: Readonly<Record<string, Partial<Record<Protocol, Name>>>> = {
  ExpiredToken: {
    json: { code: 'ExpiredTokenException', status: 400 },
    'rest-json': { code: 'ExpiredTokenException', status: 403 },
    ec2: { code: 'RequestExpired', status: 400 },
    'rest-xml': { code: 'ExpiredToken', status: 400 },
  },
  InvalidClientTokenId: {
    json: { code: 'UnrecognizedClientException', status: 400 },
    'rest-json': { code: 'UnrecognizedClientException', status: 403 },
    ec2: EC2_AUTH_FAILURE,
    'rest-xml': { code: 'InvalidAccessKeyId', status: 403 },
  },
  MissingAuthenticationToken: {
    json: { code: 'MissingAuthenticationTokenException', status: 400 },
    'rest-json': { code: 'MissingAuthenticationTokenException', status: 403 },
  },
  IncompleteSignature: {
    json: { code: 'IncompleteSignatureException', status: 400 },
    'rest-json': { code: 'IncompleteSignatureException', status: 403 },
    'rest-xml': { code: 'AuthorizationHeaderMalformed', status: 400 },
  },
  SignatureDoesNotMatch: {
    json: { code: 'InvalidSignatureException', status: 400 },
    'rest-json': { code: 'InvalidSignatureException', status: 403 },
    ec2: EC2_AUTH_FAILURE,
  },
  RequestTimeTooSkewed: {
    query: { code: 'SignatureDoesNotMatch', status: 403 },
    json: { code: 'InvalidSignatureException', status: 400 },
    'rest-json': { code: 'InvalidSignatureException', status: 403 },
    ec2: { code: 'RequestExpired', status: 400, message: 'Request has expired.' },
  },
  AccessDenied: {
    json: { code: 'AccessDeniedException', status: 400 },
    'rest-json': { code: 'AccessDeniedException', status: 403 },
    ec2: { code: 'UnauthorizedOperation', status: 403 },
  },
  Throttling: {
    json: { code: 'ThrottlingException' },
    ec2: { code: 'RequestLimitExceeded', status: 503 },
    'rest-xml': { code: 'SlowDown', status: 503 },
  },
};

/** What services say in words of their own: the errors of operations in the API references. */
const OWN_NAMES: Readonly<Record<string, Readonly<Record<string, Name>>>> = {
  organizations: { Throttling: { code: 'TooManyRequestsException' } },
};

/** The error with the code of a service and its protocol. */
export function namedFor(
  { service, protocol }: Pick<ServiceSchema, 'service' | 'protocol'>,
  error: AwsError,
): AwsError {
  const names = own(NAMES, error.code);
  const name =
    own(own(OWN_NAMES, service), error.code) ??
    names?.[protocol] ??
    (protocol === 'rest-json' ? names?.json : undefined);
  if (!name) return error;
  return new AwsError(name.code, name.message ?? error.message, name.status ?? error.status, error.refusal);
}
