import { validationError } from '../../kernel/aws-error.ts';
import type { Template } from './model.ts';
import { isFields } from './shape.ts';
import { attributePath } from './text.ts';

/** What a value takes from elsewhere. */
export interface Reference {
  readonly kind: 'ref' | 'getAtt' | 'condition';
  /** A parameter, pseudo parameter or resource; a condition. */
  readonly name: string;
  /** Of `Fn::GetAtt`; absent when a function gives it. */
  readonly attribute?: string;
}

export function referencesIn(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isFields(value)) return [];
  const [[key, argument] = [undefined, undefined], ...others] = Object.entries(value);
  const own = key !== undefined && others.length === 0 ? ofFunction(key, argument) : undefined;
  return own ?? Object.values(value).flatMap(referencesIn);
}

function ofFunction(name: string, argument: unknown): Reference[] | undefined {
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? [{ kind: 'ref', name: argument }] : undefined;
    case 'Fn::GetAtt':
      return ofGetAtt(typeof argument === 'string' ? attributePath(argument) : argument);
    case 'Fn::Sub':
      return ofSub(argument);
    case 'Fn::If':
      return ofIf(argument);
    default:
      return undefined;
  }
}

function ofGetAtt(argument: unknown): Reference[] | undefined {
  if (!Array.isArray(argument)) return undefined;
  const [name, ...path] = argument as unknown[];
  if (typeof name !== 'string') return undefined;
  const attribute = path.every((part) => typeof part === 'string') ? path.join('.') : undefined;
  return [{ kind: 'getAtt', name, ...(attribute !== undefined && { attribute }) }, ...referencesIn(path)];
}

function ofSub(argument: unknown): Reference[] | undefined {
  const [text, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  if (typeof text !== 'string') return undefined;
  const own = isFields(variables) ? variables : {};
  const names = placeholders(text).filter((name) => !Object.hasOwn(own, name));
  return [...names.map(ofPlaceholder), ...Object.values(own).flatMap(referencesIn)];
}

/** The names in `${…}`, apart from `${!Literal}`. */
function placeholders(text: string): string[] {
  return [...text.matchAll(/\$\{([^!{}][^{}]*)\}/g)].map(([, name = '']) => name.trim());
}

function ofPlaceholder(name: string): Reference {
  const [resource = name, attribute] = attributePath(name);
  return attribute === undefined ? { kind: 'ref', name } : { kind: 'getAtt', name: resource, attribute };
}

function ofIf(argument: unknown): Reference[] | undefined {
  if (!Array.isArray(argument)) return undefined;
  const [name, ...branches] = argument as unknown[];
  return typeof name === 'string' ? [{ kind: 'condition', name }, ...branches.flatMap(referencesIn)] : undefined;
}

export function isPseudoParameter(name: string): boolean {
  return name.startsWith('AWS::');
}

/** Refuses references to what the template does not have, wherever conditions may lead. */
export function checkReferences(template: Template): void {
  const { resources, outputs } = template;
  checkBlock(
    template,
    'Resources',
    Object.values(resources).map(({ properties }) => properties),
  );
  const dependedOn = Object.values(resources).flatMap(({ dependsOn }) => dependsOn);
  refuseUnresolved(
    dependedOn.filter((name) => !Object.hasOwn(resources, name)),
    'Resources',
  );
  checkBlock(
    template,
    'Outputs',
    Object.values(outputs).map(({ value, exportName }) => [value, exportName]),
  );
  const conditions = [...Object.values(resources), ...Object.values(outputs)].map(({ condition }) => condition);
  conditions.forEach((name) => checkCondition(template, name, 'Resources'));
}

function checkBlock(template: Template, block: string, values: readonly unknown[]): void {
  const references = referencesIn(values);
  const unresolved = references.filter(({ kind, name }) => kind === 'ref' && !isKnown(template, name));
  refuseUnresolved(
    unresolved.map(({ name }) => name),
    block,
  );
  for (const { kind, name } of references) {
    if (kind === 'condition') checkCondition(template, name, block);
    if (kind === 'getAtt' && !Object.hasOwn(template.resources, name)) {
      throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${name}`);
    }
  }
}

function isKnown({ parameters, resources }: Template, name: string): boolean {
  return Object.hasOwn(parameters, name) || Object.hasOwn(resources, name) || isPseudoParameter(name);
}

export function refuseUnresolved(names: readonly string[], block: string): void {
  if (names.length === 0) return;
  const list = [...new Set(names)].join(', ');
  throw validationError(
    `Template format error: Unresolved resource dependencies [${list}] in the ${block} block of the template`,
  );
}

function checkCondition({ conditions }: Template, name: string | undefined, block: string): void {
  if (name === undefined || Object.hasOwn(conditions, name)) return;
  throw validationError(
    `Template format error: Unresolved condition dependency ${name} in the ${block} block of the template`,
  );
}
