import { own } from '../../../own.ts';
import { AwsError, validationError } from '../../kernel/aws-error.ts';
import type { Invoke } from '../../kernel/operations.ts';
import { isFields, shown } from './shape.ts';

const REFERENCE = /\{\{resolve:([a-z-]+):([^{}]+)\}\}/g;

/** Looks up what `{{resolve:service:key}}` stands for (user guide, dynamic-references). */
export function resolveDynamicReferences(value: unknown, invoke: Invoke): unknown {
  if (typeof value === 'string')
    return value.replace(REFERENCE, (_all, service: string, key: string) => lookUp(service, key, invoke));
  if (Array.isArray(value)) return value.map((item) => resolveDynamicReferences(item, invoke));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, resolveDynamicReferences(member, invoke)]),
  );
}

function lookUp(service: string, key: string, invoke: Invoke): string {
  switch (service) {
    case 'ssm':
      return ssmValue(key, invoke, false);
    case 'ssm-secure':
      return ssmValue(key, invoke, true);
    case 'secretsmanager':
      return secretValue(key, invoke);
    default:
      throw validationError(`Incorrect format is used in the following dynamic reference: [resolve:${service}:${key}]`);
  }
}

/** GetParameters, not GetParameter, is what one needs leave for (user guide, dynamic-references-ssm). */
function ssmValue(key: string, invoke: Invoke, secure: boolean): string {
  const { Parameters = [] } = invoke('ssm', 'GetParameters', {
    Names: [key],
    WithDecryption: secure,
  });
  const [parameter] = Parameters;
  if (parameter?.Value === undefined) throw validationError(`Parameters: [ssm:${key}] cannot be found.`);
  if (secure || parameter.Type !== 'SecureString') return parameter.Value;
  throw validationError(`SSM Secure reference is not supported in: [${key}]`);
}

function secretValue(key: string, invoke: Invoke): string {
  const [secret = '', kind = '', jsonKey = '', stage = '', version = ''] = secretParts(key);
  const { SecretString = '' } = invoke('secretsmanager', 'GetSecretValue', {
    SecretId: secret,
    ...(stage && { VersionStage: stage }),
    ...(version && { VersionId: version }),
  });
  if (jsonKey === '' || kind !== 'SecretString') return SecretString;
  const value = own(JSON.parse(SecretString) as Record<string, unknown>, jsonKey);
  if (value !== undefined) return shown(value);
  throw new AwsError('ValidationError', `Could not find a value associated with JSONKey in SecretString`);
}

/** An ARN holds colons itself: seven parts of it are the secret's. */
function secretParts(key: string): string[] {
  const parts = key.split(':');
  return key.startsWith('arn:') ? [parts.slice(0, 7).join(':'), ...parts.slice(7)] : parts;
}
