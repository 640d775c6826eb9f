import type {
  CreateNotebookInstanceLifecycleConfigInput,
  CreateNotebookInstanceLifecycleConfigOutput,
  DeleteNotebookInstanceLifecycleConfigInput,
  DescribeNotebookInstanceLifecycleConfigInput,
  DescribeNotebookInstanceLifecycleConfigOutput,
  ListNotebookInstanceLifecycleConfigsInput,
  ListNotebookInstanceLifecycleConfigsOutput,
  NotebookInstanceLifecycleHook,
  UpdateNotebookInstanceLifecycleConfigInput,
} from '@aws-sdk/client-sagemaker';

import { own, put } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { lifecycleConfigArn } from './arns.ts';
import { noteTags } from './conditions.ts';
import { invalid } from './errors.ts';
import { selected } from './selection.ts';
import { type LifecycleConfigRecord, notebooksOf } from './state.ts';

export const lifecycleConfigOperations = {
  CreateNotebookInstanceLifecycleConfig: createLifecycleConfig,
  DescribeNotebookInstanceLifecycleConfig: describeLifecycleConfig,
  ListNotebookInstanceLifecycleConfigs: listLifecycleConfigs,
  UpdateNotebookInstanceLifecycleConfig: updateLifecycleConfig,
  DeleteNotebookInstanceLifecycleConfig: deleteLifecycleConfig,
};

function createLifecycleConfig(
  input: CreateNotebookInstanceLifecycleConfigInput,
  call: Call,
): CreateNotebookInstanceLifecycleConfigOutput {
  const name = input.NotebookInstanceLifecycleConfigName ?? '';
  const arn = lifecycleConfigArn(name, call);
  noteTags(input.Tags, call);
  call.about(arn);
  if (input.Tags?.length) call.requires({ action: 'sagemaker:AddTags', resource: arn });
  const { lifecycleConfigs } = notebooksOf(call);
  if (own(lifecycleConfigs, name)) {
    invalid(
      `Unable to create Notebook Instance Lifecycle Config ${arn}. (Details: Notebook Instance Lifecycle Config already exists.)`,
    );
  }
  put(lifecycleConfigs, name, {
    name,
    arn,
    createdAt: call.now,
    modifiedAt: call.now,
    onCreate: scriptsOf(input.OnCreate),
    onStart: scriptsOf(input.OnStart),
    tags: tagMap(input.Tags),
  });
  return { NotebookInstanceLifecycleConfigArn: arn };
}

function describeLifecycleConfig(
  input: DescribeNotebookInstanceLifecycleConfigInput,
  call: Call,
): DescribeNotebookInstanceLifecycleConfigOutput {
  const config = configOf(input.NotebookInstanceLifecycleConfigName, 'describe', call);
  return {
    ...summary(config),
    OnCreate: config.onCreate.map((Content) => ({ Content })),
    OnStart: config.onStart.map((Content) => ({ Content })),
  };
}

function listLifecycleConfigs(
  input: ListNotebookInstanceLifecycleConfigsInput,
  call: Call,
): ListNotebookInstanceLifecycleConfigsOutput {
  call.about('*');
  const configs = selected(Object.values(notebooksOf(call).lifecycleConfigs), input);
  const { items, next } = pageOf(configs, input.NextToken, input.MaxResults ?? 10);
  return { NotebookInstanceLifecycleConfigs: items.map(summary), ...(next && { NextToken: next }) };
}

function updateLifecycleConfig(input: UpdateNotebookInstanceLifecycleConfigInput, call: Call): object {
  const config = configOf(input.NotebookInstanceLifecycleConfigName, 'update', call);
  if (input.OnCreate) config.onCreate = scriptsOf(input.OnCreate);
  if (input.OnStart) config.onStart = scriptsOf(input.OnStart);
  config.modifiedAt = call.now;
  return {};
}

function deleteLifecycleConfig(input: DeleteNotebookInstanceLifecycleConfigInput, call: Call): object {
  const config = configOf(input.NotebookInstanceLifecycleConfigName, 'delete', call);
  const { notebooks, lifecycleConfigs } = notebooksOf(call);
  if (Object.values(notebooks).some(({ lifecycleConfig }) => lifecycleConfig === config.name)) {
    invalid(unable('delete', config.arn, 'is in use by one or more Notebook Instances'));
  }
  delete lifecycleConfigs[config.name];
  return {};
}

function configOf(name: string | undefined, verb: string, call: Call): LifecycleConfigRecord {
  const arn = lifecycleConfigArn(name ?? '', call);
  call.about(arn);
  return own(notebooksOf(call).lifecycleConfigs, name ?? '') ?? invalid(unable(verb, arn, 'does not exist'));
}

function unable(verb: string, arn: string, reason: string): string {
  return `Unable to ${verb} Notebook Instance Lifecycle Config '${arn}'. (Details: Notebook Instance Lifecycle Config ${reason}.)`;
}

function scriptsOf(hooks: readonly NotebookInstanceLifecycleHook[] = []): string[] {
  return hooks.map(({ Content = '' }) => Content);
}

function summary(config: LifecycleConfigRecord) {
  return {
    NotebookInstanceLifecycleConfigName: config.name,
    NotebookInstanceLifecycleConfigArn: config.arn,
    CreationTime: new Date(config.createdAt),
    LastModifiedTime: new Date(config.modifiedAt),
  };
}
