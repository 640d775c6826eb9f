import type {
  GetParameterHistoryRequest,
  GetParameterHistoryResult,
  GetParameterRequest,
  GetParameterResult,
  GetParametersByPathRequest,
  GetParametersByPathResult,
  GetParametersRequest,
  GetParametersResult,
  Parameter as ParameterAnswer,
} from '@aws-sdk/client-ssm';

import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { parameterNotFound, validationException } from './errors.ts';
import { metadataOf } from './metadata.ts';
import { encryptionContextOf } from './put-parameter.ts';
import { isBelow } from './paths.ts';
import { type Parameter, parameterArn, parameterNamed, parametersOf, type ParameterVersion } from './state.ts';

const MOST_NAMES = 10;

interface Found {
  readonly parameter: Parameter;
  readonly version: ParameterVersion;
  readonly selector?: string;
}

export function getParameter(input: GetParameterRequest, call: Call): GetParameterResult {
  const found = find(input.Name ?? '', call);
  if (!found) throw parameterNotFound();
  return { Parameter: answerOf(found, input.WithDecryption, call) };
}

/** Names that are not there are told as invalid, beside those that are. */
export function getParameters(input: GetParametersRequest, call: Call): GetParametersResult {
  const names = input.Names ?? [];
  if (names.length < 1 || names.length > MOST_NAMES) {
    throw validationException(
      `1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length between 1 and ${MOST_NAMES}`,
    );
  }
  const found = names.map((name) => findOrNot(name, call));
  return {
    Parameters: found.flatMap((one) => (one ? [answerOf(one, input.WithDecryption, call)] : [])),
    InvalidParameters: names.filter((_, index) => !found[index]),
  };
}

export function getParametersByPath(input: GetParametersByPathRequest, call: Call): GetParametersByPathResult {
  const path = input.Path ?? '';
  if (!path.startsWith('/')) throw validationException('The parameter path must begin with a forward slash: /');
  call.about(parameterArn(call, path === '/' ? path : path.replace(/\/$/, '')));
  const below = Object.values(parametersOf(call))
    .filter(({ name }) => isBelow(path, name, input.Recursive ?? false))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = pageOf(below, input.NextToken, input.MaxResults ?? 10);
  return {
    Parameters: items.map((parameter) =>
      answerOf({ parameter, version: latestOf(parameter) }, input.WithDecryption, call),
    ),
    ...(next && { NextToken: next }),
  };
}

export function getParameterHistory(input: GetParameterHistoryRequest, call: Call): GetParameterHistoryResult {
  const found = find(input.Name ?? '', call);
  if (!found) throw parameterNotFound();
  const { parameter } = found;
  const { items, next } = pageOf(parameter.versions, input.NextToken, input.MaxResults ?? 50);
  return {
    Parameters: items.map((version) => ({
      ...metadataOf(parameter, version, call),
      Value: valueOf({ parameter, version }, input.WithDecryption, call),
      Labels: [],
    })),
    ...(next && { NextToken: next }),
  };
}

/** What `name`, `name:version` or the ARN of a parameter stands for. */
function find(named: string, call: Call): Found | undefined {
  const [, name = '', selector] = /^((?:arn:aws:ssm:[^:]*:[^:]*:)?[^:]*)(?::(.+))?$/.exec(named) ?? [];
  const plain = name.replace(/^arn:aws:ssm:[^:]*:[^:]*:parameter/, '');
  const parameter = parameterNamed(call, plain);
  call.about(parameterArn(call, parameter?.name ?? plain));
  if (!parameter) return undefined;
  if (selector === undefined) return { parameter, version: latestOf(parameter) };
  const version = parameter.versions.find((one) => String(one.version) === selector);
  if (version) return { parameter, version, selector: `:${selector}` };
  throw new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${selector} of ${parameter.name}. Verify the version and try again.`,
  );
}

function findOrNot(named: string, call: Call): Found | undefined {
  try {
    return find(named, call);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ParameterVersionNotFound') return undefined;
    throw error;
  }
}

function latestOf({ versions }: Parameter): ParameterVersion {
  const latest = versions.at(-1);
  if (!latest) throw new Error('a parameter has at least one version');
  return latest;
}

function answerOf(found: Found, withDecryption: boolean | undefined, call: Call): ParameterAnswer {
  const { parameter, version, selector } = found;
  return {
    Name: parameter.name,
    Type: version.type,
    Value: valueOf(found, withDecryption, call),
    Version: version.version,
    ...(selector && { Selector: selector }),
    LastModifiedDate: new Date(version.modifiedAt),
    ARN: parameterArn(call, parameter.name),
    DataType: version.dataType,
  };
}

function valueOf({ parameter, version }: Found, withDecryption: boolean | undefined, call: Call): string {
  if (version.type !== 'SecureString' || !withDecryption) return version.value;
  const request = {
    CiphertextBlob: Buffer.from(version.value, 'base64'),
    EncryptionContext: encryptionContextOf(call, parameter.name),
  };
  const { Plaintext = [] } = call.invoke('kms', 'Decrypt', request, { via: 'ssm' });
  return Buffer.from(Plaintext).toString();
}
