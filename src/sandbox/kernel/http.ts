import { own } from '../../own.ts';

/** An HTTP request, wherever it came from. Header names are in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly hostname: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: Query;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Names without a value are null. */
export type Query = Readonly<Record<string, string | readonly string[] | null>>;

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export const EMPTY = new Uint8Array();

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The value of a name with a single value. */
export function valueIn(query: Query, name: string): string | undefined {
  const value = own(query, name);
  return typeof value === 'string' ? value : undefined;
}

/** The media type of a body, without its parameters. */
export function contentType({ headers }: WireRequest): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
