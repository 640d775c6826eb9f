import type { Refusal } from './policy/decision.ts';

/** Further fields of an error response, in services that have them, such as S3. */
export interface ErrorDetails {
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error as AWS would return it; services refuse requests only with these. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** The policy that refused, if one did. */
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

  /** Adds fields to the response; existing ones stay. */
  telling({ fields, headers }: ErrorDetails): this {
    const known = this.#details;
    this.#details = { fields: { ...fields, ...known.fields }, headers: { ...headers, ...known.headers } };
    return this;
  }
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
