import type { Refusal } from './policy/decision.ts';

/** What an answer says besides code and message, in services whose errors say more, as those of S3 do. */
export interface ErrorDetails {
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error as AWS would answer it; everything a service refuses is one of these. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Which policy it was that refused, where one did. */
  readonly refusal?: Refusal;
  #details: ErrorDetails = {};

  constructor(code: string, message: string, status = 400, refusal?: Refusal) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    if (refusal) this.refusal = refusal;
  }

  get details(): ErrorDetails {
    return this.#details;
  }

  /** Adds to what the answer says; what it says already stays. */
  telling({ fields, headers }: ErrorDetails): this {
    const known = this.#details;
    this.#details = { fields: { ...fields, ...known.fields }, headers: { ...headers, ...known.headers } };
    return this;
  }
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
