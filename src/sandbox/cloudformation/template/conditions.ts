import { own, put } from '../../../own.ts';
import { validationError } from '../../kernel/aws-error.ts';
import type { Bindings } from './bindings.ts';
import { templateError } from './errors.ts';
import { evaluate } from './evaluate.ts';
import { isFields, shown } from './shape.ts';

type ConditionBindings = Omit<Bindings, 'condition' | 'ref' | 'attribute' | 'importValue' | 'availabilityZones'>;

/** Every condition of a template as true or false. */
export function conditionsOf(
  conditions: Readonly<Record<string, unknown>>,
  known: ConditionBindings,
): Record<string, boolean> {
  const values: Record<string, boolean> = {};
  const underway: string[] = [];
  const condition = (name: string): boolean => {
    if (underway.includes(name)) {
      throw validationError(`Template format error: Circular dependencies for condition [${underway.join(', ')}]`);
    }
    if (!Object.hasOwn(conditions, name))
      throw templateError(`Unresolved condition dependency ${name} in the Conditions block`);
    underway.push(name);
    const value = own(values, name) ?? put(values, name, holds(own(conditions, name), bindings));
    underway.pop();
    return value;
  };
  const bindings: Bindings = {
    ...known,
    condition,
    ref: unresolved,
    attribute: unresolved,
    importValue: unresolved,
    availabilityZones: unresolved,
  };
  Object.keys(conditions).forEach(condition);
  return values;
}

function unresolved(name: string): never {
  throw validationError(
    `Template format error: Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`,
  );
}

function holds(expression: unknown, bindings: Bindings): boolean {
  const [[name, argument] = [undefined, undefined], ...others] = isFields(expression) ? Object.entries(expression) : [];
  const every = () => operands(name, argument, 2, 10).map((operand) => holds(operand, bindings));
  if (others.length > 0) throw notACondition();
  switch (name) {
    case 'Condition':
      return bindings.condition(String(argument));
    case 'Fn::Equals':
      return equal(operands(name, argument, 2, 2), bindings);
    case 'Fn::And':
      return every().every(Boolean);
    case 'Fn::Or':
      return every().some(Boolean);
    case 'Fn::Not':
      return !operands(name, argument, 1, 1).some((operand) => holds(operand, bindings));
    default:
      throw notACondition();
  }
}

/** Template literals are texts to CloudFormation: `true` equals `"true"`. */
function equal(pair: readonly unknown[], bindings: Bindings): boolean {
  const [left, right] = pair.map((operand) => shown(evaluate(operand, bindings)));
  return left === right;
}

function operands(name: string | undefined, argument: unknown, least: number, most: number): unknown[] {
  const list = Array.isArray(argument) ? (argument as unknown[]) : [];
  if (list.length >= least && list.length <= most) return list;
  const number = least === most ? `${least}` : `${least} to ${most}`;
  throw templateError(`every ${name ?? 'condition'} object requires a list of ${number} parameters.`);
}

function notACondition() {
  return validationError(
    'Template format error: Conditions can only be boolean operations on parameters and other conditions',
  );
}
