import type { Parameter } from '@aws-sdk/client-cloudformation';

import { own } from '../../../own.ts';
import { validationError } from '../../kernel/aws-error.ts';
import type { ParameterDeclaration, Template } from './model.ts';
import { checkConstraints } from './parameter-constraints.ts';
import { isList, isNoEcho, listOf } from './parameter-declarations.ts';

/** A parameter's value as it was given; `resolved` is what the SSM parameter of that name held. */
export interface ParameterValue {
  readonly value: string;
  readonly resolved?: string;
  /** Whether its declaration has descriptions mask it. */
  readonly noEcho?: true;
}

export type ParameterValues = Readonly<Record<string, ParameterValue>>;

export interface ParameterRequest {
  readonly given: readonly Parameter[] | undefined;
  /** Values of the stack's present template; undefined for a stack that is being created. */
  readonly previous?: ParameterValues;
  readonly ssmParameter: (name: string) => string;
}

/** The value of every parameter of the template, from the request, the stack's present values and the defaults. */
export function parameterValues(declared: Template['parameters'], request: ParameterRequest): ParameterValues {
  const given = byKey(request.given ?? []);
  refuse(
    Object.keys(given).filter((key) => !Object.hasOwn(declared, key)),
    'do not exist in the template',
  );
  const values = Object.entries(declared).map(
    ([key, declaration]) => [key, valueOf(key, declaration, own(given, key), request.previous)] as const,
  );
  refuse(
    values.filter(([, value]) => value === undefined).map(([key]) => key),
    'must have values',
  );
  return Object.fromEntries(
    values.map(([key, value = '']) => [key, resolved(key, value, own(declared, key), request.ssmParameter)]),
  );
}

function byKey(given: readonly Parameter[]): Readonly<Record<string, Parameter | undefined>> {
  return Object.fromEntries(given.map((parameter) => [parameter.ParameterKey ?? '', parameter]));
}

function refuse(keys: readonly string[], complaint: string): void {
  if (keys.length > 0) throw validationError(`Parameters: [${keys.join(', ')}] ${complaint}`);
}

function valueOf(
  key: string,
  { Default }: ParameterDeclaration,
  given: Parameter | undefined,
  previous: ParameterValues | undefined,
): string | undefined {
  if (given?.UsePreviousValue) return previousValue(key, given, previous);
  if (given?.ParameterValue !== undefined) return given.ParameterValue;
  return Default === undefined ? undefined : String(Default);
}

function previousValue(key: string, given: Parameter, previous: ParameterValues | undefined): string {
  const kept = own(previous, key);
  const complaint =
    given.ParameterValue !== undefined ? 'and also a value' : 'for a parameter key not in the previous template';
  if (kept && given.ParameterValue === undefined) return kept.value;
  throw validationError(`Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true ${complaint}`);
}

function resolved(
  key: string,
  value: string,
  declaration: ParameterDeclaration | undefined,
  ssmParameter: (name: string) => string,
): ParameterValue {
  if (!declaration) return { value };
  checkConstraints(key, value, declaration);
  return {
    value,
    ...(declaration.Type.startsWith('AWS::SSM::Parameter::Value<') && { resolved: ssmParameter(value) }),
    ...(isNoEcho(declaration) && { noEcho: true }),
  };
}

/** What `Ref` gives: a text, or a list for the list types. */
export function referableValue({ Type }: ParameterDeclaration, { value, resolved }: ParameterValue): string | string[] {
  const text = resolved ?? value;
  return isList(Type) ? listOf(text) : text;
}

const MASK = '****';

/** Parameters as descriptions show them, with `NoEcho` ones masked. */
export function shownParameters(values: ParameterValues): Parameter[] {
  return Object.entries(values).map(([key, { value, resolved, noEcho }]) => ({
    ParameterKey: key,
    ParameterValue: noEcho ? MASK : value,
    ...(resolved !== undefined && { ResolvedValue: noEcho ? MASK : resolved }),
  }));
}
