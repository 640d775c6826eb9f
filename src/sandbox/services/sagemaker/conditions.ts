import type { CreateNotebookInstanceInput, UpdateNotebookInstanceInput } from '@aws-sdk/client-sagemaker';

import type { Call } from '../../kernel/service.ts';
import { tagMap, type Tag } from '../../kernel/tags.ts';
import { lifecycleConfigArn } from './arns.ts';

/** Condition keys of CreateNotebookInstance. Source: Service authorization reference, "Amazon SageMaker". */
export function noteConditions(input: CreateNotebookInstanceInput, call: Call): void {
  noteValues(
    {
      'sagemaker:DirectInternetAccess': input.DirectInternetAccess ?? 'Enabled',
      ...changeableValues({ ...input, RootAccess: input.RootAccess ?? 'Enabled' }, call),
      'sagemaker:VolumeKmsKey': input.KmsKeyId,
      'sagemaker:VpcSubnets': input.SubnetId && [input.SubnetId],
      'sagemaker:VpcSecurityGroupIds': input.SecurityGroupIds,
    },
    call,
  );
  noteTags(input.Tags, call);
}

/** Condition keys of UpdateNotebookInstance, as far as the request says something: what stays as it is has no value. */
export function noteUpdate(input: UpdateNotebookInstanceInput, call: Call): void {
  noteValues(changeableValues(input, call), call);
}

type Changeable = Pick<
  UpdateNotebookInstanceInput,
  'RootAccess' | 'InstanceType' | 'AcceleratorTypes' | 'LifecycleConfigName' | 'InstanceMetadataServiceConfiguration'
>;

function changeableValues(input: Changeable, call: Call): Readonly<Record<string, string | string[] | undefined>> {
  const { LifecycleConfigName: lifecycle } = input;
  return {
    'sagemaker:RootAccess': input.RootAccess,
    'sagemaker:InstanceTypes': input.InstanceType && [input.InstanceType],
    'sagemaker:AcceleratorTypes': input.AcceleratorTypes,
    'sagemaker:NotebookInstanceLifecycleConfigArns':
      lifecycle === undefined ? undefined : [lifecycleConfigArn(lifecycle, call)],
    'sagemaker:MinimumInstanceMetadataServiceVersion':
      input.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion,
  };
}

/** Notes those of the condition keys for which the request has a value. */
export function noteValues(
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
  call: Pick<Call, 'condition'>,
): void {
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value.length > 0) call.condition(key, value);
  }
}

export function noteTags(list: readonly Tag[] | undefined, call: Call): void {
  const tags = Object.entries(tagMap(list));
  if (tags.length > 0)
    call.condition(
      'aws:TagKeys',
      tags.map(([key]) => key),
    );
  for (const [key, value] of tags) call.condition(`aws:RequestTag/${key}`, value);
}

/** Names what a request is to make, with its tags, which take a permission of their own. */
export function aboutNew(arn: string, tags: readonly Tag[] | undefined, call: Call): void {
  noteTags(tags, call);
  call.about(arn);
  if (tags?.length) call.requires({ action: 'sagemaker:AddTags', resource: arn });
}

/** Condition keys of CreateModelPackage and UpdateModelPackage. */
export function notePackage(
  input: {
    readonly ModelApprovalStatus?: string | undefined;
    readonly CustomerMetadataProperties?: Readonly<Record<string, string>> | undefined;
    readonly CustomerMetadataPropertiesToRemove?: readonly string[] | undefined;
  },
  call: Call,
): void {
  noteValues(
    {
      'sagemaker:ModelApprovalStatus': input.ModelApprovalStatus,
      'sagemaker:CustomerMetadataPropertiesToRemove': input.CustomerMetadataPropertiesToRemove,
    },
    call,
  );
  for (const [key, value] of Object.entries(input.CustomerMetadataProperties ?? {})) {
    call.condition(`sagemaker:CustomerMetadataProperties/${key}`, value);
  }
}
