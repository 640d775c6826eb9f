import { AwsError } from './aws-error.ts';

/** A service model's constraints on a text. */
export interface Constraint {
  /** The member's name in the service's messages, such as `roleName`. */
  readonly member: string;
  readonly min?: number;
  readonly max?: number;
  /** A regular expression for the whole text, in AWS's notation. */
  readonly pattern?: string;
}

/** The code of a violated constraint: `ValidationError` in query services, `ValidationException` in JSON services. */
export type ConstraintCode = 'ValidationError' | 'ValidationException';

/** The text of a required member, checked against its constraint. */
export function constrained(
  value: string | undefined,
  constraint: Constraint,
  code: ConstraintCode = 'ValidationError',
): string {
  const violated = value === undefined ? 'Member must not be null' : violation(value, constraint);
  if (value !== undefined && violated === undefined) return value;
  throw violating(value === undefined ? 'null' : `'${value}'`, constraint.member, { violated, code });
}

export interface Range {
  readonly member: string;
  readonly min: number;
  readonly max: number;
}

/** A number within the limits of a service's model. */
export function inRange(value: number, { member, min, max }: Range, code: ConstraintCode = 'ValidationError'): number {
  if (value >= min && value <= max) return value;
  const [bound, limit] = value < min ? ['greater', min] : ['less', max];
  throw violating(`'${value}'`, member, {
    violated: `Member must have value ${bound} than or equal to ${limit}`,
    code,
  });
}

function violating(
  shown: string,
  member: string,
  { violated, code }: { readonly violated: string | undefined; readonly code: ConstraintCode },
): AwsError {
  return new AwsError(
    code,
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${violated}`,
  );
}

function violation(value: string, { min, max, pattern }: Constraint): string | undefined {
  if (min !== undefined && value.length < min) return `Member must have length greater than or equal to ${min}`;
  if (max !== undefined && value.length > max) return `Member must have length less than or equal to ${max}`;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) {
    return `Member must satisfy regular expression pattern: ${pattern}`;
  }
  return undefined;
}
