import type { Refusal } from './policy/decision.ts';

/** An error as AWS would answer it; everything a service refuses is one of these. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Which policy it was that refused, where one did. */
  readonly refusal?: Refusal;

  constructor(code: string, message: string, status = 400, refusal?: Refusal) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    if (refusal) this.refusal = refusal;
  }
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
