import { validationError } from '../../kernel/aws-error.ts';
import type { Bindings } from './bindings.ts';
import { templateError } from './errors.ts';
import type { RuleDeclaration } from './model.ts';
import { type Fields, fieldsOf, isFields, shown, textOf } from './shape.ts';
import { own } from '../../../own.ts';

type Parameters = Bindings['parameters'];

const MEMBERS = ['RuleCondition', 'Assertions'];

/** The section `Rules` (user guide, "CloudFormation template Rules syntax"). */
export function rulesOf(section: Fields): Record<string, RuleDeclaration> {
  return Object.fromEntries(Object.entries(section).map(([name, rule]) => [name, ruleOf(name, rule)]));
}

function ruleOf(name: string, value: unknown): RuleDeclaration {
  const path = `/Rules/${name}`;
  const rule = fieldsOf(value, path);
  const unknown = Object.keys(rule).find((member) => !MEMBERS.includes(member));
  const assertions = rule['Assertions'];
  if (unknown !== undefined || !Array.isArray(assertions) || assertions.length === 0) {
    throw validationError(`Template format error: [${path}] rule definition is malformed`);
  }
  return {
    ...(rule['RuleCondition'] !== undefined && { condition: rule['RuleCondition'] }),
    assertions: assertions.map((assertion: unknown) => {
      const { Assert, AssertDescription } = fieldsOf(assertion, path);
      return { assert: Assert, description: textOf(AssertDescription, `${path}/AssertDescription`) ?? '' };
    }),
  };
}

/** Refuses parameters that a rule of the template rules out. AWS's wording is not known. */
export function checkRules(rules: Readonly<Record<string, RuleDeclaration>>, parameters: Parameters): void {
  for (const [name, { condition, assertions }] of Object.entries(rules)) {
    if (condition !== undefined && !holds(condition, parameters)) continue;
    const failed = assertions.find(({ assert }) => !holds(assert, parameters));
    if (failed) throw validationError(`Template validation error: rule ${name} failed: ${failed.description}`);
  }
}

/** See "Rule-specific intrinsic functions" of the user guide; those that look parameters' types up are not there. */
function holds(expression: unknown, parameters: Parameters): boolean {
  const [[name, argument] = [undefined, undefined], ...others] = isFields(expression) ? Object.entries(expression) : [];
  const list = Array.isArray(argument) ? (argument as unknown[]) : [];
  const each = () => list.map((operand) => holds(operand, parameters));
  const first = () => texts(list[0], parameters);
  const second = () => texts(list[1], parameters);
  if (others.length > 0) throw malformed();
  switch (name) {
    case 'Fn::And':
      return each().every(Boolean);
    case 'Fn::Or':
      return each().some(Boolean);
    case 'Fn::Not':
      return !each().some(Boolean);
    case 'Fn::Equals':
      return first().join() === second().join();
    case 'Fn::Contains':
      return second().every((text) => first().includes(text));
    case 'Fn::EachMemberIn':
      return first().every((text) => second().includes(text));
    case 'Fn::EachMemberEquals':
      return first().every((text) => text === second()[0]);
    default:
      throw malformed();
  }
}

/** A parameter's value or a literal; a list of them is compared member by member. */
function texts(operand: unknown, parameters: Parameters): readonly string[] {
  if (Array.isArray(operand)) return operand.flatMap((each: unknown) => texts(each, parameters));
  if (!isFields(operand)) return [shown(operand)];
  const [[name, argument] = []] = Object.entries(operand);
  if (name !== 'Ref' || typeof argument !== 'string')
    throw templateError(`${name ?? ''} is not supported in rules by the sandbox`);
  const value = own(parameters, argument);
  if (value === undefined)
    throw templateError(`Unresolved dependencies [${argument}] in the Rules block of the template`);
  return [value].flat();
}

function malformed(): Error {
  return templateError('rules can only be boolean operations on parameters');
}
