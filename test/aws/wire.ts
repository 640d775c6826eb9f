import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import { Readable } from 'node:stream';
import type { ClientSetup } from '../../src/aws/clients.ts';

/** The query protocol names the operation in the body; of the others the path is enough here. */
export function operationOf({ body, method, path }: HttpRequest): string {
  return (typeof body === 'string' && /^Action=(\w+)|&Action=(\w+)/.exec(body)?.[1]) || `${method} ${path}`;
}

export function xml(text: string, statusCode = 200): HttpResponse {
  const headers = { 'content-type': 'application/xml' };
  return new HttpResponse({ statusCode, headers, body: Readable.from([Buffer.from(text)]) });
}

export function refusal(code: string, message: string, status = 400): HttpResponse {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return xml(`<ErrorResponse>${error}</ErrorResponse>`, status);
}

function succeeded(operation: string, result: string): HttpResponse {
  return xml(`<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`);
}

/** What a service answers to an operation: the XML of its result, or a refusal. */
export type Answers = Readonly<Record<string, (fields: Readonly<Record<string, string>>) => string | HttpResponse>>;

/** A service of the query protocol with such answers; one that it has no answer to succeeds with an empty result. */
export function answering(answers: Answers) {
  const asked: Record<string, string>[] = [];
  const handle = ({ body }: HttpRequest) => {
    const fields = Object.fromEntries(new URLSearchParams(String(body)));
    const { Action: operation = '' } = fields;
    asked.push(fields);
    const answer = answers[operation]?.(fields) ?? '';
    return Promise.resolve({ response: typeof answer === 'string' ? succeeded(operation, answer) : answer });
  };
  const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  let now = 0;
  const setup: ClientSetup = {
    region: 'us-east-1',
    credentials: Object.assign(() => Promise.resolve(key), { memoized: true as const }),
    requestHandler: { handle },
    clock: { now: () => now, sleep: (milliseconds) => Promise.resolve(void (now += milliseconds)) },
  };
  return { setup, asked, operations: () => asked.map(({ Action }) => Action) };
}
