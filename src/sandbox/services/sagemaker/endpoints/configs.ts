import type {
  CreateEndpointConfigInput,
  CreateEndpointConfigOutput,
  DeleteEndpointConfigInput,
  DescribeEndpointConfigInput,
  DescribeEndpointConfigOutput,
  ListEndpointConfigsInput,
  ListEndpointConfigsOutput,
  ProductionVariant,
} from '@aws-sdk/client-sagemaker';

import { own, put } from '../../../../own.ts';
import { pageOf } from '../../../kernel/pages.ts';
import type { Call } from '../../../kernel/service.ts';
import { tagMap } from '../../../kernel/tags.ts';
import { arnOf } from '../arns.ts';
import { aboutNew, noteValues } from '../conditions.ts';
import { invalid, unimplemented } from '../errors.ts';
import { modelsOf, type ModelRecord } from '../models/state.ts';
import { selected } from '../selection.ts';
import { hostingOf, type EndpointConfigRecord } from './state.ts';
import { checkedVariant } from './variants.ts';

export const endpointConfigOperations = {
  CreateEndpointConfig: createEndpointConfig,
  DescribeEndpointConfig: describeEndpointConfig,
  ListEndpointConfigs: listEndpointConfigs,
  DeleteEndpointConfig: deleteEndpointConfig,
};

function createEndpointConfig(input: CreateEndpointConfigInput, call: Call): CreateEndpointConfigOutput {
  const name = input.EndpointConfigName ?? '';
  const arn = arnOf('endpoint-config', name, call);
  noteConditions(input, call);
  aboutNew(arn, input.Tags, call);
  expectImplemented(input);
  const { configs } = hostingOf(call);
  if (own(configs, name)) invalid(`Cannot create already existing endpoint configuration "${arn}".`);
  const variant = checkedVariant(input.ProductionVariants, call);
  expectSuited(existingModel(variant.ModelName, call), variant);
  put(configs, name, {
    name,
    arn,
    createdAt: call.now,
    modifiedAt: call.now,
    variant,
    ...(input.KmsKeyId && { key: input.KmsKeyId }),
    tags: tagMap(input.Tags),
  });
  return { EndpointConfigArn: arn };
}

/** Source: Service authorization reference, "Amazon SageMaker", CreateEndpointConfig. */
function noteConditions({ ProductionVariants = [], KmsKeyId }: CreateEndpointConfigInput, call: Call): void {
  const types = ProductionVariants.flatMap(({ InstanceType }) => InstanceType ?? []);
  const serverless = ProductionVariants.flatMap(({ ServerlessConfig }) => ServerlessConfig ?? [])[0];
  noteValues(
    {
      'sagemaker:InstanceTypes': types,
      'sagemaker:ServerlessMaxConcurrency': serverless?.MaxConcurrency?.toString(),
      'sagemaker:ServerlessMemorySize': serverless?.MemorySizeInMB?.toString(),
      'sagemaker:ModelArn': ProductionVariants.map(({ ModelName = '' }) => arnOf('model', ModelName, call))[0],
      'sagemaker:VolumeKmsKey': KmsKeyId,
      'sagemaker:VolumeKmsKeyArn': KmsKeyId,
    },
    call,
  );
}

function expectImplemented(input: CreateEndpointConfigInput): void {
  if (input.DataCaptureConfig?.EnableCapture) unimplemented('data capture');
  if (input.AsyncInferenceConfig) unimplemented('asynchronous inference');
  if (input.ShadowProductionVariants?.length) unimplemented('shadow variants');
}

/** Source: SageMaker developer guide, "Serverless Inference", features that are not supported. */
function expectSuited({ name, networkIsolation }: ModelRecord, variant: ProductionVariant): void {
  if (!variant.ServerlessConfig || !networkIsolation) return;
  invalid(`Network isolation is not supported for serverless variants: model ${name} has EnableNetworkIsolation.`);
}

export function existingModel(name: string | undefined, call: Call): ModelRecord {
  const arn = arnOf('model', name ?? '', call);
  return own(modelsOf(call), name ?? '') ?? invalid(`Could not find model "${arn}".`);
}

export function existingConfig(name: string | undefined, call: Call): EndpointConfigRecord {
  const arn = arnOf('endpoint-config', name ?? '', call);
  return own(hostingOf(call).configs, name ?? '') ?? invalid(`Could not find endpoint configuration "${arn}".`);
}

function describeEndpointConfig(input: DescribeEndpointConfigInput, call: Call): DescribeEndpointConfigOutput {
  const config = configOf(input.EndpointConfigName, call);
  return {
    ...summary(config),
    ProductionVariants: [config.variant],
    ...(config.key && { KmsKeyId: config.key }),
    EnableNetworkIsolation: false,
  };
}

function listEndpointConfigs(input: ListEndpointConfigsInput, call: Call): ListEndpointConfigsOutput {
  call.about('*');
  const { SortBy = 'CreationTime', SortOrder = 'Descending' } = input;
  const configs = selected(Object.values(hostingOf(call).configs), { ...input, SortBy, SortOrder });
  const { items, next } = pageOf(configs, input.NextToken, input.MaxResults ?? 10);
  return { EndpointConfigs: items.map(summary), ...(next && { NextToken: next }) };
}

/**
 * Nothing keeps one in use from being deleted, although it must not be: the endpoint goes on, and is refused its next
 * update (API reference, DeleteEndpointConfig; hashicorp/terraform-provider-aws#40048).
 */
function deleteEndpointConfig({ EndpointConfigName }: DeleteEndpointConfigInput, call: Call): object {
  const { name } = configOf(EndpointConfigName, call);
  delete hostingOf(call).configs[name];
  return {};
}

function configOf(name: string | undefined, call: Call): EndpointConfigRecord {
  call.about(arnOf('endpoint-config', name ?? '', call));
  return existingConfig(name, call);
}

function summary({ name, arn, createdAt }: EndpointConfigRecord) {
  return { EndpointConfigName: name, EndpointConfigArn: arn, CreationTime: new Date(createdAt) };
}
