import { AwsError } from '../kernel/aws-error.ts';
import type { Protocol } from './schemas.ts';

/**
 * One refusal has other names in other services: the API references' "Common Errors" pages for CloudFormation and IAM
 * (query), Service Catalog and KMS (json), and the error code lists of EC2 and S3.
 */
const NAMES: Readonly<Record<string, Partial<Record<Protocol, { code: string; status?: number }>>>> = {
  ExpiredToken: { json: { code: 'ExpiredTokenException', status: 400 }, ec2: { code: 'RequestExpired', status: 400 } },
  InvalidClientTokenId: {
    json: { code: 'UnrecognizedClientException', status: 400 },
    ec2: { code: 'AuthFailure', status: 401 },
    'rest-xml': { code: 'InvalidAccessKeyId', status: 403 },
  },
  AccessDenied: {
    json: { code: 'AccessDeniedException', status: 400 },
    ec2: { code: 'UnauthorizedOperation', status: 403 },
  },
  Throttling: {
    json: { code: 'ThrottlingException' },
    ec2: { code: 'RequestLimitExceeded', status: 503 },
    'rest-xml': { code: 'SlowDown', status: 503 },
  },
};

/** The error as a service of that protocol names it. */
export function namedFor(protocol: Protocol, error: AwsError): AwsError {
  const name = NAMES[error.code]?.[protocol === 'rest-json' ? 'json' : protocol];
  return name ? new AwsError(name.code, error.message, name.status ?? error.status, error.refusal) : error;
}
