import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { valueIn, type WireRequest } from '../../kernel/http.ts';
import { credentialOf } from './signer.ts';

/** Everything that a request says about its signature. */
export interface Claim {
  /** `20260105T000000Z`: when it was signed. */
  readonly timestamp: string;
  /** `20260105`, in the credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** For presigned URLs: the seconds for which the URL is valid. */
  readonly expires?: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Source: S3 API reference, "Authenticating Requests: Using Query Parameters". */
const WEEK_S = 604_800;

export function claimOf(request: WireRequest): Claim {
  const inHeader = request.headers.authorization !== undefined;
  if (inHeader && valueIn(request.query, 'X-Amz-Signature') !== undefined) throw twice();
  const said = inHeader ? inAuthorization(request) : inQuery(request);
  const missing = NEEDED.filter((name) => !said[name]);
  if (missing.length > 0) throw incomplete(missing, inHeader);
  if (said.algorithm !== ALGORITHM) throw unknownAlgorithm();
  const [, date = '', region = '', service = '', terminator = ''] = (credentialOf(request) ?? '').split('/');
  return {
    timestamp: said.timestamp ?? '',
    date,
    region,
    service,
    terminator,
    signedHeaders: (said.signedHeaders ?? '').toLowerCase().split(';'),
    signature: said.signature ?? '',
    ...(!inHeader && { expires: secondsIn(said.expires) }),
  };
}

type Said = Readonly<
  Partial<Record<'algorithm' | 'timestamp' | 'signedHeaders' | 'signature' | 'expires', string | undefined>>
>;

const NEEDED = ['signedHeaders', 'signature', 'timestamp'] as const;

function inAuthorization({ headers }: WireRequest): Said {
  const [algorithm = '', ...rest] = (headers.authorization ?? '').trim().split(/\s+/);
  const parts = new Map(
    rest
      .join('')
      .split(',')
      .map((part) => splitAt(part, '=')),
  );
  return {
    algorithm,
    timestamp: headers['x-amz-date'] ?? basicTime(headers.date),
    signedHeaders: parts.get('SignedHeaders'),
    signature: parts.get('Signature'),
  };
}

function splitAt(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

function basicTime(date: string | undefined): string | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : basicFormat(time);
}

/** `20260105T000000Z` */
export function basicFormat(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function inQuery({ query }: WireRequest): Said {
  return {
    algorithm: valueIn(query, 'X-Amz-Algorithm'),
    timestamp: valueIn(query, 'X-Amz-Date'),
    signedHeaders: valueIn(query, 'X-Amz-SignedHeaders'),
    signature: valueIn(query, 'X-Amz-Signature'),
    expires: valueIn(query, 'X-Amz-Expires'),
  };
}

function secondsIn(expires: string | undefined): number {
  if (expires === undefined) throw incomplete(['expires'], false);
  if (!/^\d+$/.test(expires)) throw badQuery('X-Amz-Expires should be a number');
  const seconds = Number(expires);
  if (seconds > WEEK_S) {
    throw badQuery(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${WEEK_S} seconds`,
    );
  }
  return seconds;
}

const HEADER_WORDS: Readonly<Record<string, string>> = {
  signedHeaders: "Authorization header requires 'SignedHeaders' parameter.",
  signature: "Authorization header requires 'Signature' parameter.",
  timestamp: "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
};

function incomplete(missing: readonly string[], inHeader: boolean): AwsError {
  if (inHeader) return new AwsError('IncompleteSignature', missing.map((name) => own(HEADER_WORDS, name)).join(' '));
  return badQuery(
    'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, ' +
      'X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
  );
}

function badQuery(message: string): AwsError {
  return new AwsError('AuthorizationQueryParametersError', message);
}

function unknownAlgorithm(): AwsError {
  return new AwsError('IncompleteSignature', `Unsupported AWS 'algorithm'; the sandbox knows ${ALGORITHM} alone`);
}

function twice(): AwsError {
  return new AwsError(
    'InvalidArgument',
    'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or ' +
      'the Authorization header should be specified',
  );
}
