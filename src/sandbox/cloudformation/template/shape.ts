import { validationError } from '../../kernel/aws-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A literal of a template; CloudFormation takes numbers and booleans for texts where it wants texts. */
export type Scalar = string | number | boolean;

export function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** A scalar as a text, anything else as JSON. */
export function shown(value: unknown): string {
  return isScalar(value) ? String(value) : JSON.stringify(value);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A section or member that must be an object; absent is empty. */
export function fieldsOf(value: unknown, path: string): Fields {
  if (value === undefined) return {};
  if (!isFields(value)) throw validationError(`Template format error: [${path}] must be an object`);
  return value;
}

export function textOf(value: unknown, path: string): string | undefined {
  if (value === undefined) return undefined;
  if (isScalar(value)) return String(value);
  throw validationError(`Template format error: [${path}] must be a string`);
}

export function refuseNulls(value: unknown, path = ''): void {
  if (value === null) {
    throw validationError(`Template format error: [${path}] 'null' values are not allowed in templates`);
  }
  if (typeof value !== 'object') return;
  for (const [key, member] of Object.entries(value)) refuseNulls(member, `${path}/${key}`);
}
