import { AwsError } from '../kernel/aws-error.ts';
import { inputLimits, type Limits, type Shapes } from './model.ts';
import { isStructure, isWithin, rulesFor } from './rules.ts';
import { own } from '../../own.ts';

/**
 * The error codes of services for violated constraints: "Common Errors" and the errors of operations in the API
 * references.
 */
const CODES: Readonly<Record<string, string>> = {
  cloudformation: 'ValidationError',
  iam: 'ValidationError',
  logs: 'InvalidParameterException',
  monitoring: 'ValidationError',
  sns: 'ValidationError',
  sts: 'ValidationError',
};

/** Refuses an input that violates the API's model: missing members, lengths, ranges, values. */
export function checkInput(service: string, operation: string, input: object): void {
  const limits = inputLimits(service, operation);
  const violations = limits ? violationsOf(input, limits.input, { path: '', shapes: limits.shapes }) : [];
  if (violations.length === 0) return;
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  throw new AwsError(own(CODES, service) ?? 'ValidationException', `${count} detected: ${violations.join('; ')}`);
}

interface Place {
  /** Its path in messages: `tags.1.member.key`. */
  readonly path: string;
  readonly shapes: Shapes;
}

function violationsOf(value: unknown, limits: Limits, place: Place): string[] {
  const broken = rulesFor(value, limits).filter(({ isBroken }) => isBroken);
  const own = broken.map(({ text }) => violation(value, limits, place, text));
  if (Array.isArray(value)) return [...own, ...listViolations(value, limits, place)];
  if (!isStructure(value)) return own;
  if (limits.key !== undefined || limits.value !== undefined) return [...own, ...mapViolations(value, limits, place)];
  return [...own, ...memberViolations(value, limits, place)];
}

function memberViolations(structure: Readonly<Record<string, unknown>>, limits: Limits, place: Place): string[] {
  const isThere = (name: string) => own(structure, name) !== undefined && own(structure, name) !== null;
  const missing = (limits.required ?? []).filter((name) => !isThere(name));
  const present = Object.entries(limits.members ?? {}).filter(([name]) => isThere(name));
  return [
    ...missing.map((name) => {
      const { path } = below(place, name);
      return `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
    }),
    ...present.flatMap(([name, shape]) => {
      const member = place.shapes(shape);
      return member ? violationsOf(own(structure, name), member, below(place, name)) : [];
    }),
  ];
}

/** Structures in a list are reported one by one, plain values by list. */
function listViolations(list: readonly unknown[], limits: Limits, place: Place): string[] {
  const item = place.shapes(limits.item);
  if (!item) return [];
  const isPlain = (value: unknown) => !isStructure(value) && !Array.isArray(value);
  const broken = list.find((value) => isPlain(value) && !isWithin(value, item));
  const message = `Member must satisfy constraint: ${textOf(broken, item)}`;
  return [
    ...(broken === undefined ? [] : [violation(list, limits, place, message)]),
    ...list.flatMap((value, index) => {
      const path = `${place.path}.${index + 1}.member`;
      return isPlain(value) ? [] : violationsOf(value, item, { ...place, path });
    }),
  ];
}

function mapViolations(map: Readonly<Record<string, unknown>>, limits: Limits, place: Place): string[] {
  const violations = (what: string, values: readonly unknown[], shape: Limits | undefined) => {
    const broken = shape && values.find((value) => !isWithin(value, shape));
    if (!shape || broken === undefined) return [];
    return [violation(map, limits, place, `Map ${what} must satisfy constraint: ${textOf(broken, shape)}`)];
  };
  return [
    ...violations('keys', Object.keys(map), place.shapes(limits.key)),
    ...violations('value', Object.values(map), place.shapes(limits.value)),
  ];
}

function textOf(value: unknown, limits: Limits): string {
  return `[${rulesFor(value, limits)
    .map(({ text }) => text)
    .join(', ')}]`;
}

function violation(value: unknown, { sensitive }: Limits, { path }: Place, constraint: string): string {
  const isShown = !sensitive && !(value instanceof Uint8Array);
  return `Value${isShown ? ` '${shownAs(value)}'` : ''} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function shownAs(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shownAs).join(', ')}]`;
  return isStructure(value) ? JSON.stringify(value) : String(value);
}

function below(place: Place, name: string): Place {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return { ...place, path: place.path === '' ? member : `${place.path}.${member}` };
}
