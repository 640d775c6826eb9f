import { own } from '../../own.ts';
import { causeOf, NetworkFailure } from './failures.ts';

/** Where a request went, for messages. */
export interface Place {
  readonly host: string;
  /** The proxy's address, without user name and password. */
  readonly proxy?: string | undefined;
}

const NETWORK = 'check the network and any VPN; a network that is left through a proxy needs HTTPS_PROXY';
const NAME = `check that the region is right, AWS_ENDPOINT_URL if it is set, and the network; ${NETWORK.split('; ')[1] ?? ''}`;
const AUTHORITY =
  'where a firewall or proxy looks into TLS, name the file with the certificate of its authority in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS';
const CLOCK = "check this machine's clock; if it is right, the host's certificate has to be renewed by who runs it";

interface KnownFailure {
  readonly kind: 'unreachable' | 'untrusted' | 'not-aws';
  readonly what: string;
  readonly hint: string;
}

function unreachable(what: string, hint = NETWORK): KnownFailure {
  return { kind: 'unreachable', what, hint };
}

function untrusted(what: string, hint = AUTHORITY): KnownFailure {
  return { kind: 'untrusted', what: `its certificate ${what}`, hint };
}

/** By error codes of Node and OpenSSL: failures that AWS does not cause, but networks in between do. */
const FAILURES: Readonly<Record<string, KnownFailure>> = {
  ENOTFOUND: unreachable('its name cannot be found', NAME),
  EAI_AGAIN: unreachable('the name service does not answer'),
  ECONNREFUSED: unreachable('the connection is refused', NAME),
  ECONNRESET: unreachable('the connection broke off'),
  EPIPE: unreachable('the connection broke off'),
  ECONNABORTED: unreachable('the connection broke off'),
  EHOSTUNREACH: unreachable('no way leads there from this network'),
  ENETUNREACH: unreachable('no way leads there from this network'),
  ENETDOWN: unreachable('this machine has no network'),
  ETIMEDOUT: unreachable('nothing was heard for too long'),
  TimeoutError: unreachable('nothing was heard for too long'),
  EPROTO: untrusted('could not be asked for, since the answer is no TLS', NAME),
  ERR_SSL_WRONG_VERSION_NUMBER: untrusted('could not be asked for, since the answer is no TLS', NAME),
  SELF_SIGNED_CERT_IN_CHAIN: untrusted('comes from an unknown authority'),
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted('is self-signed'),
  UNABLE_TO_GET_ISSUER_CERT: untrusted('comes from an unknown authority'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted('comes from an unknown authority'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted('comes from an unknown authority'),
  CERT_UNTRUSTED: untrusted('comes from an unknown authority'),
  CERT_SIGNATURE_FAILURE: untrusted('does not bear the signature of its authority'),
  CERT_HAS_EXPIRED: untrusted('has expired', CLOCK),
  CERT_NOT_YET_VALID: untrusted('is not valid yet', CLOCK),
  CERT_REVOKED: untrusted('was revoked'),
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted('is for another host', NAME),
};

/** The prefix of the error codes of Node's HTTP parser. */
const PARSER = 'HPE_';
const NO_HTTP: KnownFailure = { kind: 'not-aws', what: 'something else than AWS answers there', hint: NAME };

const VERBS: Readonly<Record<KnownFailure['kind'], string>> = {
  unreachable: 'does not answer',
  untrusted: 'cannot be trusted',
  'not-aws': 'does not answer in HTTP',
};

/** The meaning of a connection failure, in plain words; undefined for any other error. */
export function connectionFailure(error: unknown, { host, proxy }: Place): NetworkFailure | undefined {
  if (error instanceof NetworkFailure) return error;
  const code = codeOf(error);
  const failure = own(FAILURES, code) ?? (code.startsWith(PARSER) ? NO_HTTP : undefined);
  if (!failure) return undefined;
  const through = proxy ? ` through the proxy ${proxy}` : '';
  const verb = VERBS[failure.kind];
  const message = `${host} ${verb}${through}: ${failure.what} (${detailOf(error, code)})`;
  return new NetworkFailure(failure.kind, message, { hint: failure.hint, cause: error });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error ? String(error.code) : '';
  return Object.hasOwn(FAILURES, code) || code.startsWith(PARSER) ? code : error.name;
}

/** The SDK's own messages about time-outs name its internal parts. */
function detailOf(error: unknown, code: string): string {
  const detail = code === 'TimeoutError' ? code : causeOf(error);
  return detail.includes(code) || code.startsWith('E') ? detail : `${code}: ${detail}`;
}
