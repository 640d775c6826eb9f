import { inRange } from '../../kernel/constraints.ts';
import type { Call } from '../../kernel/service.ts';
import { passRole, roleTrustsService } from '../iam/role-use.ts';
import { invalidValue } from './errors.ts';

const CODE = 'ValidationException';
const PRINCIPAL = 'lambda.amazonaws.com';

/** Lambda developer guide, "Lambda runtimes": those that functions may still be created with in November 2026. */
const RUNTIMES = [
  'nodejs24.x',
  'nodejs22.x',
  'nodejs20.x',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python3.10',
  'java25',
  'java21',
  'java17',
  'java11',
  'dotnet10',
  'dotnet8',
  'ruby3.4',
  'ruby3.3',
  'provided.al2023',
];

export function checkedRuntime(runtime: string | undefined): string {
  if (runtime === undefined) {
    throw invalidValue('Runtime and Handler are mandatory parameters for functions created with deployment packages.');
  }
  if (RUNTIMES.includes(runtime)) return runtime;
  throw invalidValue(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ` +
      `[${RUNTIMES.join(', ')}] or be a valid ARN`,
  );
}

export function checkedHandler(handler: string | undefined): string {
  if (handler === undefined) {
    throw invalidValue('Runtime and Handler are mandatory parameters for functions created with deployment packages.');
  }
  return handler;
}

/** The API's model has no limit for it, the guide has ("Configure Lambda function timeout"). */
export function checkedTimeout(seconds = 3): number {
  return inRange(seconds, { member: 'timeout', min: 1, max: 900 }, CODE);
}

/** The API's model has a higher limit than the guide ("Configure Lambda function memory"). */
export function checkedMemory(megabytes = 128): number {
  return inRange(megabytes, { member: 'memorySize', min: 128, max: 10_240 }, CODE);
}

/** A role that Lambda may act as: the caller hands it over. */
export function checkedRole(role: string, call: Call): string {
  passRole(call, role, PRINCIPAL);
  if (roleTrustsService(call, role, { service: PRINCIPAL })) return role;
  throw invalidValue('The role defined for the function cannot be assumed by Lambda.');
}

const LARGEST_VARIABLES = 4096;
/** Lambda developer guide, "Working with Lambda environment variables": defined runtime environment variables. */
const RESERVED = [
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
];

export function checkedVariables(variables: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const names = Object.keys(variables);
  const reserved = names.filter((name) => RESERVED.includes(name));
  if (reserved.length > 0) {
    throw invalidValue(
      'Lambda was unable to configure your environment variables because the environment variables you have provided ' +
        'contains reserved keys that are currently not supported for modification. ' +
        `Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > LARGEST_VARIABLES) {
    throw invalidValue(
      'Lambda was unable to configure your environment variables because the environment variables you have provided ' +
        `exceeded the 4KB limit. String measured: ${JSON.stringify(variables)}`,
    );
  }
  return variables;
}
