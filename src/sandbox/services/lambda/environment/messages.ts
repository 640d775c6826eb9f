import type { WireRequest, WireResponse } from '../../../kernel/http.ts';
import type { EnvironmentStart, RunResult, RunTask } from './protocol.ts';

/** What the process that runs functions is told. Each environment has a number. */
export type ToProcess =
  | { readonly kind: 'run'; readonly environment: number; readonly start: EnvironmentStart; readonly task: RunTask }
  | {
      readonly kind: 'answer';
      readonly environment: number;
      readonly ask: number;
      readonly response?: Text<WireResponse>;
      readonly elapsed: number;
    }
  | { readonly kind: 'end'; readonly environment: number };

/** What it tells. */
export type FromProcess =
  | { readonly kind: 'ask'; readonly environment: number; readonly ask: number; readonly request: Text<WireRequest> }
  | { readonly kind: 'result'; readonly environment: number; readonly result: RunResult };

/** A request or answer whose body is text: base64. */
type Text<T extends { readonly body: Uint8Array }> = Omit<T, 'body'> & { readonly body: string };

export function asText<T extends { readonly body: Uint8Array }>(message: T): Text<T> {
  return { ...message, body: Buffer.from(message.body).toString('base64') };
}

export function fromText<T extends { readonly body: Uint8Array }>(message: Text<T>): T {
  return { ...message, body: new Uint8Array(Buffer.from(message.body, 'base64')) } as unknown as T;
}

/** Whoever runs foreign code is told and heard in JSON alone, a message a line. */
export function line(message: ToProcess | FromProcess): string {
  return `${JSON.stringify(message)}\n`;
}

/** Calls `hear` with each message of a stream of lines. */
export function hearLines<Message>(stream: NodeJS.ReadableStream, hear: (message: Message) => void): void {
  let parts: string[] = [];
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const [first = '', ...rest] = chunk.split('\n');
    parts.push(first);
    for (const next of rest) {
      hear(JSON.parse(parts.join('')) as Message);
      parts = [next];
    }
  });
}
