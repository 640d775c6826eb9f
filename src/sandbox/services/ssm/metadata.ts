import type {
  DescribeParametersRequest,
  DescribeParametersResult,
  ParameterMetadata,
  ParameterStringFilter,
} from '@aws-sdk/client-ssm';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { isBelow } from './paths.ts';
import { parameterArn, parametersOf, type Parameter, type ParameterVersion } from './state.ts';

export function describeParameters(input: DescribeParametersRequest, call: Call): DescribeParametersResult {
  call.about('*');
  const filters = [
    ...(input.ParameterFilters ?? []),
    ...(input.Filters ?? []).map(({ Key, Values }) => ({
      Key,
      Values,
      Option: Key === 'Name' ? 'BeginsWith' : 'Equals',
    })),
  ];
  const wanted = Object.values(parametersOf(call)).filter((one) => filters.every((filter) => meets(one, filter)));
  const { items, next } = pageOf(wanted, input.NextToken, input.MaxResults ?? 50);
  return {
    Parameters: items.flatMap((parameter) =>
      parameter.versions.slice(-1).map((version) => metadataOf(parameter, version, call)),
    ),
    ...(next && { NextToken: next }),
  };
}

export function metadataOf(parameter: Parameter, version: ParameterVersion, call: Call): ParameterMetadata {
  return {
    Name: parameter.name,
    ARN: parameterArn(call, parameter.name),
    Type: version.type,
    ...(version.keyId && { KeyId: version.keyId }),
    LastModifiedDate: new Date(version.modifiedAt),
    LastModifiedUser: version.modifiedBy,
    ...(version.description && { Description: version.description }),
    ...(version.allowedPattern && { AllowedPattern: version.allowedPattern }),
    Version: version.version,
    Tier: version.tier,
    Policies: [],
    DataType: version.dataType,
  };
}

function meets(parameter: Parameter, { Key = '', Option, Values = [] }: ParameterStringFilter): boolean {
  if (Key === 'Path') return Values.some((path) => isBelow(path, parameter.name, Option === 'Recursive'));
  const actual = filtered(parameter, Key);
  if (Values.length === 0) return actual !== undefined;
  return Values.some((value) => actual !== undefined && compared(actual, Option ?? 'Equals', value));
}

function filtered({ name, tags, versions }: Parameter, key: string): string | undefined {
  if (key.startsWith('tag:')) return own(tags, key.slice('tag:'.length));
  const latest = versions.at(-1);
  switch (key) {
    case 'Name':
      return name;
    case 'Type':
      return latest?.type;
    case 'KeyId':
      return latest?.keyId;
    case 'Tier':
      return latest?.tier;
    case 'DataType':
      return latest?.dataType;
    default:
      throw new AwsError(
        'InvalidFilterKey',
        `The following filter key is not valid: ${key}. Valid filter keys include: [Path, Name, Type, KeyId, Tier, DataType, tag:*].`,
      );
  }
}

function compared(actual: string, option: string, value: string): boolean {
  switch (option) {
    case 'Equals':
      return actual === value;
    case 'BeginsWith':
      return actual.startsWith(value);
    case 'Contains':
      return actual.includes(value);
    default:
      throw new AwsError('InvalidFilterOption', `The following filter option is not valid: ${option}.`);
  }
}
