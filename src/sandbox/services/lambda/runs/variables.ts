import { logGroupOf } from '../answers.ts';
import type { FunctionRecord } from '../state.ts';
import type { RoleSession } from './credentials.ts';

interface Surroundings {
  readonly session: RoleSession;
  readonly root: string;
  readonly logStream: string;
}

/** The environment of a function's code. Source: Lambda developer guide, "Defined runtime environment variables". */
export function environmentVariables(found: FunctionRecord, { session, root, logStream }: Surroundings) {
  const { settings, arn, name } = found;
  const region = arn.split(':')[3] ?? '';
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    ...settings.variables,
    _HANDLER: settings.handler,
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(found),
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
    LAMBDA_TASK_ROOT: root,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    // The Node.js that runs the sandbox is not the function's choice.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
