import type { CreateGrantRequest } from '@aws-sdk/client-kms';
import type { CreateFunctionRequest, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda';

import type { Call } from '../../kernel/service.ts';
import { roleVisible } from '../iam/role-use.ts';
import { findKey } from '../kms/find.ts';
import {
  checkedArchitecture,
  checkedHandler,
  checkedMemory,
  checkedRole,
  checkedRuntime,
  checkedStorage,
  checkedTimeout,
  checkedVariables,
} from './checks.ts';
import { notImplemented } from './errors.ts';
import type { FunctionSettings } from './state.ts';

type Settings = UpdateFunctionConfigurationRequest & Pick<CreateFunctionRequest, 'Architectures'>;

/** What the sandbox would have to leave undone. */
const REFUSED = [
  'VpcConfig',
  'DeadLetterConfig',
  'Layers',
  'FileSystemConfigs',
  'ImageConfig',
  'SnapStart',
  'CapacityProviderConfig',
  'DurableConfig',
  'CodeSigningConfigArn',
  'TenancyConfig',
] as const;

/** The settings of a function once those of a request are applied to the previous ones. */
export function settingsFrom(input: Settings, call: Call, previous?: FunctionSettings): FunctionSettings {
  refuseUnsupported(input);
  const key = input.KMSKeyArn ?? previous?.key;
  const logGroup = input.LoggingConfig?.LogGroup ?? previous?.logGroup;
  const role = roleOf(input, previous, call);
  const grantee = role === previous?.role ? previous.grantee : roleVisible(call.cloud, role)?.id;
  const settings = {
    runtime: checkedRuntime(input.Runtime ?? previous?.runtime),
    handler: checkedHandler(input.Handler ?? previous?.handler),
    role,
    ...(grantee && { grantee }),
    description: input.Description ?? previous?.description ?? '',
    timeout: checkedTimeout(input.Timeout ?? previous?.timeout),
    memorySize: checkedMemory(input.MemorySize ?? previous?.memorySize),
    ephemeralStorage: checkedStorage(input.EphemeralStorage?.Size ?? previous?.ephemeralStorage),
    architecture: checkedArchitecture(input.Architectures ?? (previous && [previous.architecture])),
    tracing: input.TracingConfig?.Mode ?? previous?.tracing ?? 'PassThrough',
    variables: checkedVariables(input.Environment?.Variables ?? previous?.variables),
    ...(key && { key }),
    ...(logGroup && { logGroup }),
  };
  if (key && key !== previous?.key) borrowKey(key, settings.role, call);
  return settings;
}

function refuseUnsupported(input: object): void {
  const given = new Map<string, unknown>(Object.entries(input));
  const refused = REFUSED.find((name) => !isEmpty(given.get(name)));
  if (refused) throw notImplemented(`the sandbox does not implement ${refused} of functions`);
  const format = (given.get('LoggingConfig') as { LogFormat?: string } | undefined)?.LogFormat ?? 'Text';
  if (format !== 'Text') throw notImplemented(`the sandbox writes logs of functions as Text, not as ${format}`);
}

/** Members that come along without saying anything. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/** A role that stays is not handed over again. */
function roleOf({ Role }: Settings, previous: FunctionSettings | undefined, call: Call): string {
  return previous && (Role === undefined || Role === previous.role) ? previous.role : checkedRole(Role, call);
}

/** Lambda decrypts variables through a grant, which the caller has to be able to give (guide, "Securing environment variables"). */
function borrowKey(key: string, GranteePrincipal: string, call: Call): void {
  const grant: CreateGrantRequest = {
    KeyId: findKey(call, key).arn,
    GranteePrincipal,
    Operations: ['Encrypt', 'Decrypt'],
  };
  call.invoke('kms', 'CreateGrant', grant, { via: 'lambda' });
}
