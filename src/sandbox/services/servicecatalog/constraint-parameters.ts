import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { isObject } from '../../kernel/policy/document.ts';
import type { Call } from '../../kernel/service.ts';
import { passRole } from '../iam/role-use.ts';
import { invalidParameters } from './errors.ts';

const TYPES = ['LAUNCH', 'NOTIFICATION', 'RESOURCE_UPDATE', 'STACKSET', 'TEMPLATE'];
/** The types that the sandbox knows, with what looks at their parameters. */
const CHECKS: Readonly<Record<string, (call: Call, parameters: Parameters) => void>> = {
  LAUNCH: checkLaunchRole,
  NOTIFICATION: checkTopics,
  TEMPLATE: checkRules,
};

type Parameters = Readonly<Record<string, unknown>>;

/** The parameters of a constraint, which the interface takes as JSON. Source: API reference, CreateConstraint. */
export function checkedParameters(call: Call, type: string, json: string | undefined): string {
  if (!TYPES.includes(type)) throw invalidParameters(`Invalid constraint type: ${type}`);
  const check = own(CHECKS, type);
  if (!check) throw new AwsError('NotImplemented', `the sandbox does not implement constraints of type ${type}`, 501);
  check(call, parsed(json ?? ''));
  return json ?? '';
}

function parsed(json: string): Parameters {
  try {
    const parameters: unknown = JSON.parse(json);
    if (isObject(parameters)) return parameters;
  } catch {
    // What is no JSON is refused like JSON of another kind.
  }
  throw invalidParameters('Parameters must be a JSON object.');
}

/** A local role name has to exist here as well as where the product is launched (administrator guide, constraints-launch). */
function checkLaunchRole(call: Call, { RoleArn, LocalRoleName }: Parameters): void {
  if ((RoleArn === undefined) === (LocalRoleName === undefined)) {
    throw invalidParameters('You must specify exactly one of RoleArn and LocalRoleName for a launch constraint.');
  }
  const arn = typeof RoleArn === 'string' ? RoleArn : `arn:aws:iam::${call.account}:role/${String(LocalRoleName)}`;
  const name = /^arn:aws:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  if (!name) throw invalidParameters(`Invalid role ARN: ${arn}`);
  passRole(call, arn, 'servicecatalog.amazonaws.com');
  try {
    call.invoke('iam', 'GetRole', { RoleName: name }, { via: 'servicecatalog' });
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity')
      throw invalidParameters(`Role ${arn} does not exist.`);
    throw error;
  }
}

function checkTopics(_call: Call, { NotificationArns }: Parameters): void {
  const topics = Array.isArray(NotificationArns) ? NotificationArns : [];
  if (topics.length > 0 && topics.every((topic) => /^arn:aws:sns:[a-z0-9-]+:\d{12}:.+$/.test(String(topic)))) return;
  throw invalidParameters('NotificationArns must name at least one Amazon SNS topic.');
}

function checkRules(_call: Call, { Rules }: Parameters): void {
  if (isObject(Rules) && Object.keys(Rules).length > 0) return;
  throw invalidParameters('Rules must contain at least one rule.');
}
