import type { CreateNotebookInstanceInput } from '@aws-sdk/client-sagemaker';

import type { Call } from '../../kernel/service.ts';
import { tagMap, type Tag } from '../../kernel/tags.ts';

/** Condition keys of CreateNotebookInstance. Source: Service authorization reference, "Amazon SageMaker". */
export function noteConditions(input: CreateNotebookInstanceInput, call: Call): void {
  const values = {
    'sagemaker:DirectInternetAccess': input.DirectInternetAccess ?? 'Enabled',
    'sagemaker:RootAccess': input.RootAccess ?? 'Enabled',
    'sagemaker:InstanceTypes': input.InstanceType && [input.InstanceType],
    'sagemaker:VolumeKmsKey': input.KmsKeyId,
    'sagemaker:VpcSubnets': input.SubnetId && [input.SubnetId],
    'sagemaker:VpcSecurityGroupIds': input.SecurityGroupIds,
    'sagemaker:MinimumInstanceMetadataServiceVersion':
      input.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion,
  };
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') call.condition(key, value);
  }
  noteTags(input.Tags, call);
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
