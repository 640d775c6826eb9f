import { createHash } from 'node:crypto';
import type { HttpResponse } from '@smithy/core/protocols';
import { Refused, response, type WireCall } from './fake-wire.ts';

export interface FakeObject {
  readonly body: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** S3, as far as the functions use it; keys are `bucket/key`. */
export class FakeObjects {
  readonly #objects = new Map<string, FakeObject>();
  /** Copies that were made, not those that were left out because the copy was there. */
  copies = 0;

  put(name: string, body: string | Uint8Array, metadata: FakeObject['metadata'] = {}): void {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    this.#objects.set(name, { body: bytes, metadata, headers: {} });
  }

  get(name: string): FakeObject | undefined {
    return this.#objects.get(name);
  }

  delete(name: string): void {
    this.#objects.delete(name);
  }

  names(): string[] {
    return [...this.#objects.keys()].sort();
  }

  text(name: string): string {
    return Buffer.from(this.#existing(name).body).toString();
  }

  answer(call: WireCall): HttpResponse {
    const { headers, body } = call;
    const name = nameOf(call);
    switch (call.operation) {
      case 's3:PutObject':
        this.#objects.set(name, { body: Buffer.from(body, 'latin1'), metadata: {}, headers });
        return response(200, '', 'application/xml', { etag: etagOf(this.#existing(name)) });
      case 's3:DeleteObject':
        this.#objects.delete(name);
        return response(204, '', 'application/xml', {});
      case 's3:CopyObject':
        return this.#copy(decodeURIComponent(headers['x-amz-copy-source'] ?? ''), name, headers);
      default:
        return this.#read(name, call.operation === 's3:HeadObject');
    }
  }

  #copy(source: string, name: string, headers: Readonly<Record<string, string>>): HttpResponse {
    const object = this.#existing(source);
    if (headers['x-amz-copy-source-if-match'] !== etagOf(object)) {
      throw new Refused('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
    }
    const prefix = 'x-amz-meta-';
    const metadata = Object.entries(headers)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]): [string, string] => [key.slice(prefix.length), value]);
    this.#objects.set(name, { body: object.body, metadata: Object.fromEntries(metadata), headers });
    this.copies += 1;
    return response(200, `<CopyObjectResult><ETag>"another"</ETag></CopyObjectResult>`, 'application/xml');
  }

  #read(name: string, isHead: boolean): HttpResponse {
    const object = this.#existing(name);
    const metadata = Object.entries(object.metadata).map(([key, value]): [string, string] => [
      `x-amz-meta-${key}`,
      value,
    ]);
    const headers = {
      etag: etagOf(object),
      'content-length': String(object.body.length),
      ...Object.fromEntries(metadata),
    };
    return response(200, isHead ? '' : object.body, 'binary/octet-stream', headers);
  }

  #existing(name: string): FakeObject {
    const object = this.#objects.get(name);
    if (!object) throw new Refused('NoSuchKey', 'The specified key does not exist.', 404);
    return object;
  }
}

export function nameOf({ hostname, path }: WireCall): string {
  return `${hostname.split('.')[0] ?? ''}${decodeURIComponent(path)}`;
}

function etagOf({ body }: FakeObject): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
