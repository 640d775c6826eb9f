import { parse } from 'yaml';
import { own } from '../own.ts';
import type { DesiredStack, ObservedStack } from './stack-status.ts';
import { parametersSection } from './template-text.ts';

/** The constraints of a template on a parameter's value (CloudFormation user guide, parameters-section-structure). */
interface Declaration {
  readonly Type?: string;
  readonly Default?: unknown;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly unknown[];
  readonly ConstraintDescription?: string;
  readonly MinLength?: number;
  readonly MaxLength?: number;
  readonly MinValue?: number;
  readonly MaxValue?: number;
}

export interface RejectedParameter {
  readonly parameter: string;
  readonly value: string;
  readonly reason: string;
}

/**
 * Finds the values that CloudFormation would reject, before anything is written. Only given values are checked: others
 * come from stacks that do not exist yet.
 */
export function rejectedParameters(template: string, values: Readonly<Record<string, string>>): RejectedParameter[] {
  const declarations = declarationsOf(template);
  return Object.entries(values).flatMap(([parameter, value]) => {
    const declaration = own(declarations, parameter);
    const reason = declaration ? objection(declaration, value) : 'the template has no such parameter';
    return reason === undefined ? [] : [{ parameter, value, reason }];
  });
}

/**
 * The parameters that the lab does not set and somebody else may have set: an update that does not keep their values
 * would reset them to their defaults.
 */
export function keptParameters(desired: DesiredStack, standing: ObservedStack): string[] {
  const declarations = declarationsOf(desired.template);
  return Object.keys(standing.parameters).filter(
    (name) => Object.hasOwn(declarations, name) && !Object.hasOwn(desired.parameters, name),
  );
}

/** Labs have few templates, and all labs of a class the same ones. */
const known = new Map<string, Readonly<Record<string, Declaration>>>();

function declarationsOf(template: string): Readonly<Record<string, Declaration>> {
  const declarations = known.get(template) ?? readDeclarations(template);
  known.set(template, declarations);
  return declarations;
}

function readDeclarations(template: string): Readonly<Record<string, Declaration>> {
  const { text } = parametersSection(template);
  const document = parse(text, { logLevel: 'silent' }) as { Parameters?: Record<string, Declaration> } | null;
  return document?.Parameters ?? {};
}

function objection(declaration: Declaration, value: string): string | undefined {
  const problem = [wrongPattern, wrongChoice, wrongLength, wrongNumber]
    .map((check) => check(declaration, value))
    .find(Boolean);
  return problem && (declaration.ConstraintDescription ?? problem);
}

function wrongPattern({ AllowedPattern }: Declaration, value: string): string | undefined {
  if (AllowedPattern === undefined || new RegExp(`^(?:${AllowedPattern})$`).test(value)) return undefined;
  return `must match ${AllowedPattern}`;
}

function wrongChoice({ AllowedValues }: Declaration, value: string): string | undefined {
  if (!AllowedValues || AllowedValues.map(String).includes(value)) return undefined;
  return `must be one of ${AllowedValues.join(', ')}`;
}

function wrongLength({ MinLength = 0, MaxLength = Infinity }: Declaration, value: string): string | undefined {
  if (value.length >= MinLength && value.length <= MaxLength) return undefined;
  return `must have ${String(MinLength)} to ${String(MaxLength)} characters`;
}

function wrongNumber(
  { Type, MinValue = -Infinity, MaxValue = Infinity }: Declaration,
  value: string,
): string | undefined {
  if (Type !== 'Number') return undefined;
  const number = Number(value);
  if (value.trim() !== '' && number >= MinValue && number <= MaxValue) return undefined;
  return `must be a number from ${String(MinValue)} to ${String(MaxValue)}`;
}
