/** A failure between this machine and AWS: the service did not respond. */
export class NetworkFailure extends Error {
  /** Stable and machine-readable, such as `unreachable`; the code of the resulting error. */
  readonly kind: 'unreachable' | 'untrusted' | 'proxy' | 'not-aws';
  readonly hint: string;
  /** The SDK reads this to decide whether to retry. */
  readonly $metadata: { readonly httpStatusCode?: number };

  constructor(
    kind: NetworkFailure['kind'],
    message: string,
    { hint, status, cause }: { readonly hint: string; readonly status?: number; readonly cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'NetworkFailure';
    this.kind = kind;
    this.hint = hint;
    this.$metadata = status === undefined ? {} : { httpStatusCode: status };
  }
}

/** The proxy does not respond, or refuses us. */
export class ProxyFailure extends NetworkFailure {
  constructor(
    proxy: string,
    { status, reason = '', cause }: { readonly status?: number; readonly reason?: string; readonly cause?: unknown },
  ) {
    const answer = `${String(status)}${reason && ` ${reason}`}`;
    const what = status === undefined ? `cannot be reached (${causeOf(cause)})` : `answered ${answer}`;
    super('proxy', `the proxy ${proxy} ${what}`, { hint: hintFor(status), ...(status && { status }), cause });
  }
}

function hintFor(status: number | undefined): string {
  const exempt = 'or list hosts that are reached without it in NO_PROXY';
  if (status === undefined) return `correct HTTPS_PROXY and HTTP_PROXY, ${exempt}`;
  if (status === 407) {
    const form = 'http://USER:PASSWORD@HOST:PORT, percent-encoded';
    return `give HTTPS_PROXY and HTTP_PROXY a user name and password that the proxy accepts (${form}), ${exempt}`;
  }
  return `have the proxy let requests to AWS through, ${exempt}`;
}

/** Node's AggregateErrors, for hosts with several addresses, have no message of their own. */
export function causeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
