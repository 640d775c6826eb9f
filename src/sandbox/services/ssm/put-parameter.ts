import type { ParameterTier, ParameterType, PutParameterRequest, PutParameterResult } from '@aws-sdk/client-ssm';

import { put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { noteRequestTags } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { validationException } from './errors.ts';
import { acceptedName } from './names.ts';
import { type Parameter, parameterArn, parameterNamed, parametersOf, type ParameterVersion } from './state.ts';

const LONGEST_VALUE: Readonly<Record<ParameterTier, number>> = {
  Standard: 4096,
  Advanced: 8192,
  'Intelligent-Tiering': 8192,
};
const MOST_VERSIONS = 100;
const TYPES: readonly string[] = ['String', 'StringList', 'SecureString'] satisfies ParameterType[];

export function putParameter(input: PutParameterRequest, call: Call): PutParameterResult {
  const name = acceptedName(input.Name);
  noteRequestTags(call, tagMap(input.Tags));
  call.about(parameterArn(call, name));
  if (input.Tags?.length) call.requires({ action: 'ssm:AddTagsToResource', resource: parameterArn(call, name) });
  const existing = parameterNamed(call, name);
  if (existing) expectOverwritable(input);
  const version = nextVersion(input, name, existing?.versions.at(-1), call);
  if (existing) replace(existing, version);
  else put(parametersOf(call), name, { name, versions: [version], tags: tagMap(input.Tags) });
  return { Version: version.version, Tier: version.tier };
}

/** Where a SecureString's value is bound to, so that a copied ciphertext is of no use ("KMS encryption for SecureString"). */
export function encryptionContextOf(call: Call, name: string): Record<string, string> {
  return { PARAMETER_ARN: parameterArn(call, name) };
}

function expectOverwritable({ Overwrite, Tags }: PutParameterRequest): void {
  if (!Overwrite) {
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  }
  if (Tags && Tags.length > 0) {
    throw validationException(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. " +
        'To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.',
    );
  }
}

/** What the request leaves out of type, tier and data type stays as it was. */
function nextVersion(
  input: PutParameterRequest,
  name: string,
  before: ParameterVersion | undefined,
  call: Call,
): ParameterVersion {
  const type = input.Type ?? before?.type;
  if (!type) throw validationException('A parameter type is required when you create a parameter.');
  if (!TYPES.includes(type))
    throw new AwsError('UnsupportedParameterType', `The parameter type ${type} is not supported.`);
  const tier = input.Tier ?? before?.tier ?? 'Standard';
  expectValue(input, tier);
  return {
    version: (before?.version ?? 0) + 1,
    type,
    ...stored(input, name, type, call),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.AllowedPattern !== undefined && { allowedPattern: input.AllowedPattern }),
    tier,
    dataType: input.DataType ?? before?.dataType ?? 'text',
    modifiedAt: call.now,
    modifiedBy: call.principal.arn,
  };
}

function expectValue({ Value, AllowedPattern }: PutParameterRequest, tier: ParameterTier): void {
  const longest = LONGEST_VALUE[tier];
  if (!Value) {
    throw validationException(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  }
  if (Buffer.byteLength(Value) > longest) {
    throw validationException(
      `${tier} tier parameters support a maximum parameter value of ${longest} characters.` +
        (tier === 'Standard'
          ? ' To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.'
          : ''),
    );
  }
  if (AllowedPattern !== undefined && !new RegExp(AllowedPattern).test(Value)) {
    throw new AwsError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${AllowedPattern}`,
    );
  }
}

function stored(input: PutParameterRequest, name: string, type: ParameterType, call: Call) {
  const value = input.Value ?? '';
  if (type !== 'SecureString') return { value };
  const KeyId = input.KeyId ?? 'alias/aws/ssm';
  const request = { KeyId, Plaintext: Buffer.from(value), EncryptionContext: encryptionContextOf(call, name) };
  const { CiphertextBlob = [] } = call.invoke('kms', 'Encrypt', request, { via: 'ssm' });
  return { value: Buffer.from(CiphertextBlob).toString('base64'), keyId: KeyId };
}

function replace({ versions }: Parameter, version: ParameterVersion): void {
  versions.push(version);
  if (versions.length > MOST_VERSIONS) versions.shift();
}
