import { own } from '../../../own.ts';
import { cidrBlocks } from './cidr.ts';
import { type Bindings, isKnownAfterApply, KNOWN_AFTER_APPLY } from './bindings.ts';
import { templateError } from './errors.ts';
import { isFields, isScalar } from './shape.ts';
import { attributePath } from './text.ts';

type Evaluate = (value: unknown) => unknown;
type IntrinsicFunction = (argument: unknown, bindings: Bindings, evaluate: Evaluate) => unknown;

/** Intrinsic functions of resources and outputs (user guide, intrinsic-function-reference). */
export const FUNCTIONS: Readonly<Record<string, IntrinsicFunction | undefined>> = {
  Ref: ref,
  'Fn::Base64': base64,
  'Fn::Cidr': cidr,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::GetAZs': (argument, bindings, evaluate) =>
    bindings.availabilityZones(text(evaluate(argument)) || bindings.region),
  'Fn::If': choose,
  'Fn::ImportValue': (argument, bindings, evaluate) => bindings.importValue(text(evaluate(argument))),
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
};

function ref(argument: unknown, bindings: Bindings): unknown {
  if (typeof argument !== 'string') throw templateError('every Ref object must have a single String value.');
  return Object.hasOwn(bindings.parameters, argument) ? own(bindings.parameters, argument) : bindings.ref(argument);
}

function getAtt(argument: unknown, bindings: Bindings, evaluate: Evaluate): unknown {
  const parts: unknown[] = typeof argument === 'string' ? attributePath(argument) : list(argument).map(evaluate);
  const [logicalId, ...path] = parts;
  if (typeof logicalId !== 'string' || path.length === 0 || !path.every((part) => typeof part === 'string')) {
    throw templateError(
      'every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
    );
  }
  return bindings.attribute(logicalId, path.join('.'));
}

function base64(argument: unknown, _environment: Bindings, evaluate: Evaluate): unknown {
  const value = evaluate(argument);
  if (!isScalar(value)) throw templateError('every Fn::Base64 object must have a String-typed value.');
  return isKnownAfterApply(value) ? KNOWN_AFTER_APPLY : Buffer.from(String(value)).toString('base64');
}

function cidr(argument: unknown, _environment: Bindings, evaluate: Evaluate): unknown {
  const [block, count, bits] = list(evaluate(argument));
  return isKnownAfterApply(block)
    ? [KNOWN_AFTER_APPLY]
    : cidrBlocks(text(block), Number(count), bits === undefined ? 8 : Number(bits));
}

function findInMap(argument: unknown, bindings: Bindings, evaluate: Evaluate): unknown {
  const keys = list(argument).map((key) => text(evaluate(key)));
  const [name = '', top = '', second = ''] = keys;
  if (keys.length !== 3) {
    throw templateError(
      'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
    );
  }
  const mapping = own(bindings.mappings, name);
  if (!mapping) throw templateError(`Mapping named '${name}' is not present in the 'Mappings' section of template.`);
  const value = own(own(mapping, top), second);
  if (value === undefined) throw templateError(`Unable to get mapping for ${name}::${top}::${second}`);
  return value;
}

function choose(argument: unknown, bindings: Bindings, evaluate: Evaluate): unknown {
  const [name, whenTrue, whenFalse, ...more] = list(argument);
  if (typeof name !== 'string' || whenTrue === undefined || whenFalse === undefined || more.length > 0) {
    throw templateError('Fn::If requires a list argument with three arguments, the first of them a condition name');
  }
  return evaluate(bindings.condition(name) ? whenTrue : whenFalse);
}

function join(argument: unknown, _environment: Bindings, evaluate: Evaluate): string {
  const [delimiter, values, ...more] = list(argument);
  const items = evaluate(values);
  if (typeof delimiter !== 'string' || !Array.isArray(items) || more.length > 0 || !items.every(isScalar)) {
    throw templateError(
      'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
    );
  }
  return items.map(String).join(delimiter);
}

function select(argument: unknown, _environment: Bindings, evaluate: Evaluate): unknown {
  const [index, values] = list(argument).map(evaluate);
  if (isKnownAfterApply(values)) return KNOWN_AFTER_APPLY;
  if (!isScalar(index) || !Array.isArray(values)) {
    throw templateError(
      'every Fn::Select object requires two non-null parameters, the first is an integer index and the second a list.',
    );
  }
  const items = values as unknown[];
  if (items.some(isKnownAfterApply) && items.length === 1) return KNOWN_AFTER_APPLY;
  if (!(Number(index) in items)) throw templateError(`Fn::Select cannot select nonexistent value at index ${index}`);
  return items[Number(index)];
}

function split(argument: unknown, _environment: Bindings, evaluate: Evaluate): unknown {
  const [delimiter, value] = list(argument).map(evaluate);
  if (typeof delimiter !== 'string' || delimiter === '' || !isScalar(value)) {
    throw templateError(
      'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
    );
  }
  return isKnownAfterApply(value) ? [KNOWN_AFTER_APPLY] : String(value).split(delimiter);
}

function sub(argument: unknown, bindings: Bindings, evaluate: Evaluate): string {
  const [template, variables = {}] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
  if (typeof template !== 'string' || !isFields(variables)) {
    throw templateError(
      "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    );
  }
  return template
    .replace(/\$\{([^!{}][^{}]*)\}/g, (_whole, inner: string) => {
      const name = inner.trim();
      const value = Object.hasOwn(variables, name) ? evaluate(own(variables, name)) : referred(name, bindings);
      if (!isScalar(value)) throw templateError(`variable ${name} in Fn::Sub expression does not resolve to a string`);
      return String(value);
    })
    .replace(/\$\{!/g, '${');
}

function referred(name: string, bindings: Bindings): unknown {
  const [logicalId = name, attribute] = attributePath(name);
  return attribute === undefined ? ref(name, bindings) : bindings.attribute(logicalId, attribute);
}

function list(argument: unknown): unknown[] {
  return Array.isArray(argument) ? (argument as unknown[]) : [];
}

function text(value: unknown): string {
  return isScalar(value) ? String(value) : '';
}
