import { validationError } from '../../kernel/aws-error.ts';
import type { ParameterDeclaration, Template } from './model.ts';
import { type Fields, fieldsOf, isScalar } from './shape.ts';

const MEMBERS = [
  'Type',
  'Default',
  'Description',
  'NoEcho',
  'AllowedValues',
  'AllowedPattern',
  'ConstraintDescription',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
];

/** `String`, `Number`, lists of them, AWS-specific types, and values or names of SSM parameters. */
const TYPE =
  /^(String|Number|CommaDelimitedList|List<(Number|String|AWS::[\w:]+)>|AWS::SSM::Parameter::Name|AWS::SSM::Parameter::Value<(String|CommaDelimitedList|List<[\w:]+>|AWS::[\w:]+)>|AWS::[A-Za-z0-9]+::[\w:]+)$/;

export function parametersOf(section: Fields): Template['parameters'] {
  return Object.fromEntries(Object.entries(section).map(([name, value]) => [name, parameterOf(name, value)]));
}

function parameterOf(name: string, value: unknown): ParameterDeclaration {
  if (!/^[A-Za-z0-9]{1,255}$/.test(name)) {
    throw validationError(`Template format error: Parameter name ${name} is non alphanumeric.`);
  }
  const parameter = fieldsOf(value, `/Parameters/${name}`);
  if (typeof parameter['Type'] !== 'string') {
    throw validationError('Template format error: Every Parameters object must contain a Type member.');
  }
  if (!TYPE.test(parameter['Type'])) {
    throw validationError(`Template format error: Unrecognized parameter type: ${parameter['Type']}`);
  }
  const unknown = Object.keys(parameter).find((member) => !MEMBERS.includes(member));
  if (unknown) throw validationError(`Invalid template parameter property '${unknown}'`);
  refuseMalformed(name, parameter);
  return parameter as unknown as ParameterDeclaration;
}

/** All members are literals, apart from the list of allowed values. */
function refuseMalformed(name: string, parameter: Fields): void {
  for (const [member, value] of Object.entries(parameter)) {
    const fits = member === 'AllowedValues' ? Array.isArray(value) && value.every(isScalar) : isScalar(value);
    if (fits) continue;
    const wanted = member === 'AllowedValues' ? 'list' : 'string';
    throw validationError(`Template format error: Every ${member} member must be a ${wanted}. [/Parameters/${name}]`);
  }
}

export function isNoEcho(declaration: ParameterDeclaration | undefined): boolean {
  return String(declaration?.NoEcho) === 'true';
}

export function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<') || /Value<(List<|CommaDelimitedList)/.test(type);
}

export function listOf(text: string): string[] {
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}
