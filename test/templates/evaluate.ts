import type { Template } from './template.ts';

/** A few of CloudFormation's functions, enough to know what a name or a script will be. */

export interface Scope {
  readonly template: Template;
  /** Values of parameters and pseudo parameters; parameters left out have their default. */
  readonly values: Readonly<Record<string, string>>;
}

const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': '222222222222',
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::StackId':
    'arn:aws:cloudformation:us-east-1:222222222222:stack/SC-222222222222-pp-abcdefghijklm/12345678-aaaa-bbbb-cccc-123456789012',
  'AWS::URLSuffix': 'amazonaws.com',
};

export function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((each) => evaluate(each, scope)).filter((each) => each !== noValue);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  const call = entries.length === 1 && name !== undefined ? functions[name] : undefined;
  if (call) return call(argument, scope);
  const properties = entries.map(([key, child]) => [key, evaluate(child, scope)] as const);
  return Object.fromEntries(properties.filter(([, child]) => child !== noValue));
}

/** A text, or an error that says what it was instead. */
export function evaluateText(value: unknown, scope: Scope): string {
  const result = evaluate(value, scope);
  if (typeof result === 'string') return result;
  throw new Error(`not a text: ${JSON.stringify(result)}`);
}

const noValue = Symbol('AWS::NoValue');

function reference(name: string, { template, values }: Scope): string | readonly string[] | symbol {
  if (name === 'AWS::NoValue') return noValue;
  const parameter = template.Parameters[name];
  const known = values[name] ?? parameter?.Default ?? pseudo[name];
  if (known === undefined) return `<${name}>`;
  return parameter?.Type === 'CommaDelimitedList' ? String(known).split(',') : String(known);
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Record<string, unknown>];
  return text.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) =>
    name in own ? evaluateText(own[name], scope) : String(reference(name, scope)),
  );
}

function holds(condition: unknown, scope: Scope): boolean {
  const [name, argument] = Object.entries(condition as Record<string, unknown>)[0] ?? [];
  if (name === 'Fn::Equals') {
    const [left, right] = evaluate(argument, scope) as unknown[];
    return String(left) === String(right);
  }
  if (name === 'Fn::Not') return !holds((argument as unknown[])[0], scope);
  if (name === 'Fn::And') return (argument as unknown[]).every((each) => holds(each, scope));
  if (name === 'Fn::Or') return (argument as unknown[]).some((each) => holds(each, scope));
  if (name === 'Condition') return holds(scope.template.Conditions?.[argument as string], scope);
  throw new Error(`unknown condition ${String(name)}`);
}

const functions: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  Ref: (name, scope) => reference(name as string, scope),
  'Fn::GetAtt': (name, { values }) => values[String(name)] ?? `<${String(name)}>`,
  'Fn::Sub': substitute,
  'Fn::Base64': (text, scope) => Buffer.from(evaluateText(text, scope)).toString('base64'),
  'Fn::Split': (argument, scope) => {
    const [delimiter, text] = evaluate(argument, scope) as [string, string];
    return text.split(delimiter);
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = evaluate(argument, scope) as [number, unknown[]];
    return Array.isArray(list) ? list[index] : `<${index} of ${JSON.stringify(list)}>`;
  },
  'Fn::Join': (argument, scope) => {
    const [delimiter, list] = evaluate(argument, scope) as [string, string[]];
    return list.join(delimiter);
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = argument as [string, unknown, unknown];
    return evaluate(holds(scope.template.Conditions?.[name], scope) ? yes : no, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = evaluate(argument, scope) as [string, string, string];
    return scope.template.Mappings?.[map]?.[first]?.[second];
  },
  'Fn::Cidr': () => '<cidr>',
  'Fn::GetAZs': () => '<zones>',
};
