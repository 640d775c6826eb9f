import type { Architecture, FunctionConfiguration, Runtime, TracingMode } from '@aws-sdk/client-lambda';

import { codeSha256 } from './code.ts';
import type { FunctionRecord } from './state.ts';
import { lastUpdateStatus, stateOf } from './status.ts';

/** Where a function's log goes, unless its settings say otherwise. */
export function logGroupOf({ name, settings }: FunctionRecord): string {
  return settings.logGroup ?? `/aws/lambda/${name}`;
}

export function configurationOf(found: FunctionRecord, now: number): FunctionConfiguration {
  const { settings, code } = found;
  const isPending = stateOf(found, now) === 'Pending';
  return {
    FunctionName: found.name,
    FunctionArn: found.arn,
    Runtime: settings.runtime as Runtime,
    Role: settings.role,
    Handler: settings.handler,
    CodeSize: code.size,
    CodeSha256: codeSha256(code),
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memorySize,
    LastModified: new Date(found.modifiedAt).toISOString().replace('Z', '+0000'),
    Version: '$LATEST',
    ...(Object.keys(settings.variables).length > 0 && { Environment: { Variables: { ...settings.variables } } }),
    ...(settings.key && { KMSKeyArn: settings.key }),
    TracingConfig: { Mode: settings.tracing as TracingMode },
    RevisionId: found.revision,
    PackageType: 'Zip',
    Architectures: [settings.architecture as Architecture],
    EphemeralStorage: { Size: settings.ephemeralStorage },
    LoggingConfig: { LogFormat: 'Text', LogGroup: logGroupOf(found) },
    State: stateOf(found, now),
    ...(isPending && { StateReason: 'The function is being created.', StateReasonCode: 'Creating' }),
    LastUpdateStatus: lastUpdateStatus(found, now),
  };
}
