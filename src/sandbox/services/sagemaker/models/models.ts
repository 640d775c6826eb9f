import type {
  ContainerDefinition,
  CreateModelInput,
  CreateModelOutput,
  DeleteModelInput,
  DescribeModelInput,
  DescribeModelOutput,
  ListModelsInput,
  ListModelsOutput,
} from '@aws-sdk/client-sagemaker';

import { own, put } from '../../../../own.ts';
import { pageOf } from '../../../kernel/pages.ts';
import { constrained } from '../../../kernel/constraints.ts';
import type { Call } from '../../../kernel/service.ts';
import { tagMap } from '../../../kernel/tags.ts';
import { arnOf } from '../arns.ts';
import { aboutNew, noteValues } from '../conditions.ts';
import { invalid, unimplemented } from '../errors.ts';
import { checkedImage } from '../images.ts';
import { expectUseOfVpc, expectVpc } from '../network.ts';
import { actAs, checkedRole, inferenceSource } from '../roles.ts';
import { selected } from '../selection.ts';
import { expectModelData } from './model-data.ts';
import { modelsOf, type ModelRecord } from './state.ts';

export const modelOperations = {
  CreateModel: createModel,
  DescribeModel: describeModel,
  ListModels: listModels,
  DeleteModel: deleteModel,
};

function createModel(input: CreateModelInput, call: Call): CreateModelOutput {
  const name = input.ModelName ?? '';
  const arn = arnOf('model', name, call);
  noteConditions(input, call);
  aboutNew(arn, input.Tags, call);
  const models = modelsOf(call);
  if (own(models, name)) invalid(`Cannot create already existing model "${arn}".`);
  put(models, name, newModel(name, input, call));
  return { ModelArn: arn };
}

/** Source: Service authorization reference, "Amazon SageMaker", CreateModel. */
function noteConditions({ EnableNetworkIsolation, VpcConfig }: CreateModelInput, call: Call): void {
  noteValues(
    {
      'sagemaker:NetworkIsolation': String(EnableNetworkIsolation ?? false),
      'sagemaker:VpcSubnets': VpcConfig?.Subnets,
      'sagemaker:VpcSecurityGroupIds': VpcConfig?.SecurityGroupIds,
    },
    call,
  );
}

function newModel(name: string, input: CreateModelInput, call: Call): ModelRecord {
  const arn = arnOf('model', name, call);
  const sourceArn = inferenceSource(call);
  const given = constrained(input.ExecutionRoleArn, { member: 'executionRoleArn' }, 'ValidationException');
  const role = checkedRole(given, call, { sourceArn });
  const actor = actAs(role, sourceArn, call);
  const container = containerOf(input);
  const image = checkedImage(container.Image, call);
  expectVpc(input.VpcConfig, call);
  expectUseOfVpc(input.VpcConfig, actor);
  if (container.ModelDataUrl !== undefined) expectModelData(container.ModelDataUrl, actor);
  return {
    name,
    arn,
    createdAt: call.now,
    modifiedAt: call.now,
    role,
    image,
    ...(container.ModelDataUrl !== undefined && { modelDataUrl: container.ModelDataUrl }),
    environment: container.Environment ?? {},
    ...(input.VpcConfig && { vpc: input.VpcConfig }),
    networkIsolation: input.EnableNetworkIsolation ?? false,
    tags: tagMap(input.Tags),
  };
}

function containerOf({ PrimaryContainer, Containers = [] }: CreateModelInput): ContainerDefinition {
  const [container = PrimaryContainer, ...more] = Containers;
  if (!container || (PrimaryContainer && Containers.length > 0)) {
    return invalid('Exactly one of PrimaryContainer and Containers must be given.');
  }
  if (more.length > 0) unimplemented('models with several containers');
  if (container.ModelDataSource) unimplemented('ModelDataSource; use ModelDataUrl');
  if (container.ModelPackageName !== undefined) unimplemented('models of a model package; use Image and ModelDataUrl');
  return container;
}

function describeModel({ ModelName }: DescribeModelInput, call: Call): DescribeModelOutput {
  const model = modelOf(ModelName, call);
  return {
    ...summary(model),
    PrimaryContainer: {
      Image: model.image,
      Mode: 'SingleModel',
      ...(model.modelDataUrl !== undefined && { ModelDataUrl: model.modelDataUrl }),
      Environment: { ...model.environment },
    },
    ExecutionRoleArn: model.role,
    ...(model.vpc && { VpcConfig: model.vpc }),
    EnableNetworkIsolation: model.networkIsolation,
  };
}

function listModels(input: ListModelsInput, call: Call): ListModelsOutput {
  call.about('*');
  const { SortBy = 'CreationTime', SortOrder = 'Descending' } = input;
  const models = selected(Object.values(modelsOf(call)), { ...input, SortBy, SortOrder });
  const { items, next } = pageOf(models, input.NextToken, input.MaxResults ?? 10);
  return { Models: items.map(summary), ...(next && { NextToken: next }) };
}

function deleteModel({ ModelName }: DeleteModelInput, call: Call): object {
  const { name } = modelOf(ModelName, call);
  delete modelsOf(call)[name];
  return {};
}

function modelOf(name: string | undefined, call: Call): ModelRecord {
  const arn = arnOf('model', name ?? '', call);
  call.about(arn);
  return own(modelsOf(call), name ?? '') ?? invalid(`Could not find model "${arn}".`);
}

function summary({ name, arn, createdAt }: ModelRecord) {
  return { ModelName: name, ModelArn: arn, CreationTime: new Date(createdAt) };
}
