import { AwsError } from '../../kernel/aws-error.ts';
import { basicFormat, type Claim } from './claim.ts';

/** "Requests must reach AWS within … 15 minutes" of their time stamp (S3 API reference, RequestTimeTooSkewed). */
const SKEW_MINUTES = 15;
const SKEW_MS = SKEW_MINUTES * 60_000;

/** Throws unless a signature of that scope and time is valid at `now`, in milliseconds since the epoch. */
export function checkValidity(claim: Claim, now: number): void {
  const signedAt = timeOf(claim);
  checkScope(claim);
  if (signedAt > now + SKEW_MS) throw early(claim, now);
  if (claim.expires === undefined) {
    if (signedAt < now - SKEW_MS) throw late(claim, now);
  } else if (signedAt + claim.expires * 1000 < now) {
    throw claim.service === 's3' ? new AwsError('AccessDenied', 'Request has expired', 403) : late(claim, now);
  }
}

function timeOf({ timestamp, service }: Claim): number {
  const time = Date.parse(timestamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!Number.isNaN(time) && /^\d{8}T\d{6}Z$/.test(timestamp)) return time;
  if (service === 's3') {
    throw new AwsError('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header', 403);
  }
  throw new AwsError('IncompleteSignature', `Date must be in ISO-8601 'basic format'. Got '${timestamp}'.`);
}

function checkScope({ timestamp, date, service, terminator }: Claim): void {
  const isS3 = service === 's3';
  if (terminator !== 'aws4_request') {
    throw isS3
      ? malformed(`incorrect terminal "${terminator}". This endpoint belongs to "aws4_request".`)
      : mismatch(`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`);
  }
  const day = timestamp.slice(0, 8);
  if (date === day) return;
  throw isS3
    ? malformed(`Invalid credential date "${date}". This date is not the same as X-Amz-Date: "${day}".`)
    : mismatch(
        `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ` +
          `'${date}' != '${day}', from '${timestamp}'.`,
      );
}

/** aws/aws-sdk-js#527 and boto/botocore#1248 quote both sentences; S3 has one for both (S3 API, "Error responses"). */
function late({ service, timestamp }: Claim, now: number): AwsError {
  const earliest = basicFormat(now - SKEW_MS);
  return skewed(
    service,
    `Signature expired: ${timestamp} is now earlier than ${earliest} (${basicFormat(now)} - ${SKEW_MINUTES} min.)`,
  );
}

function early({ service, timestamp, expires }: Claim, now: number): AwsError {
  if (service === 's3' && expires !== undefined) return new AwsError('AccessDenied', 'Request is not valid yet', 403);
  const latest = basicFormat(now + SKEW_MS);
  return skewed(
    service,
    `Signature not yet current: ${timestamp} is still later than ${latest} (${basicFormat(now)} + ${SKEW_MINUTES} min.)`,
  );
}

function skewed(service: string, message: string): AwsError {
  const ofS3 = 'The difference between the request time and the current time is too large.';
  return new AwsError('RequestTimeTooSkewed', service === 's3' ? ofS3 : message, 403);
}

function mismatch(message: string): AwsError {
  return new AwsError('SignatureDoesNotMatch', message, 403);
}

function malformed(detail: string): AwsError {
  return new AwsError('AuthorizationHeaderMalformed', `The authorization header is malformed; ${detail}`);
}
