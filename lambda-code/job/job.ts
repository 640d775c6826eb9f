import { fetchArtifact } from './artifact.ts';
import type { JobRequest } from './event.ts';
import { CallFailure, JobFailure } from './failures.ts';
import { environmentOf, type CallOptions, type ClientSetup, type Surroundings } from './setup.ts';
import { firstToken, readToken, type Token } from './token.ts';
import type { Values } from './values.ts';

export interface JobOptions {
  readonly id: string;
  readonly request: JobRequest;
  readonly surroundings: Surroundings;
  /** Milliseconds that are left to the function. */
  readonly remaining: () => number;
}

/** What a function works with while it does a job. */
export class Job {
  readonly id: string;
  readonly environment: Values;
  readonly client: ClientSetup;
  /** Milliseconds that are left to the function. */
  readonly remaining: () => number;
  readonly now: () => number;
  readonly #request: JobRequest;
  readonly #over = new AbortController();
  #doing = 'nothing yet';

  constructor({ id, request, surroundings, remaining }: JobOptions) {
    this.id = id;
    this.#request = request;
    this.environment = environmentOf(surroundings);
    this.client = surroundings.client;
    this.now = surroundings.now;
    this.remaining = remaining;
  }

  /** The call that was made last, for the message if it takes too long. */
  get doing(): string {
    return this.#doing;
  }

  /** Makes a call to AWS; `what` names operation and resource, for messages. */
  async call<T>(what: string, send: (options: CallOptions) => Promise<T>): Promise<T> {
    this.#over.signal.throwIfAborted();
    this.#doing = what;
    try {
      return await send({ abortSignal: this.#over.signal });
    } catch (error) {
      if (error instanceof CallFailure || error instanceof JobFailure || !(error instanceof Error)) throw error;
      throw new CallFailure(what, error);
    }
  }

  /** The first input artifact of the action. */
  artifact(mostBytes: number): Promise<Uint8Array> {
    const source = { request: this.#request, client: this.client };
    return this.call('GetObject of the input artifact', (options) => fetchArtifact(source, mostBytes, options));
  }

  /** What the job's invocation before this one handed on. */
  token(): Token {
    const { token } = this.#request;
    return token === undefined ? firstToken(this.now()) : readToken(token);
  }

  /** From here on nothing is called any more, and what is under way is broken off. */
  end(): void {
    this.#over.abort();
  }
}
