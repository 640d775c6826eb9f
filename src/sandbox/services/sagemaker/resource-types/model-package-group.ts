import type { CreateModelPackageGroupInput } from '@aws-sdk/client-sagemaker';

import { AwsError } from '../../../kernel/aws-error.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { given, refuseUnknown, resourceTags, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { updateTags } from './tags.ts';

const TYPE = 'AWS::SageMaker::ModelPackageGroup';
const PROPERTIES = ['ModelPackageGroupName', 'ModelPackageGroupDescription', 'ModelPackageGroupPolicy', 'Tags'];

type GroupProperties = PropertiesOf<
  CreateModelPackageGroupInput,
  'ModelPackageGroupName',
  'ModelPackageGroupDescription'
> & { readonly ModelPackageGroupPolicy?: unknown };

/** It can only be deleted once all versions in it are. */
export const modelPackageGroupType: ResourceType<GroupProperties> = {
  seconds: { create: 3, update: 2, delete: 2 },
  create(properties, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    const { ModelPackageGroupName, ModelPackageGroupPolicy: policy } = properties;
    const made = context.invoke('sagemaker', 'CreateModelPackageGroup', {
      ...given(properties, ['ModelPackageGroupName', 'ModelPackageGroupDescription']),
      Tags: tagList(resourceTags(properties, context)),
    });
    if (policy !== undefined) {
      const input = { ModelPackageGroupName, ResourcePolicy: documentText(policy) };
      context.invoke('sagemaker', 'PutModelPackageGroupPolicy', input);
    }
    return { physicalId: made.ModelPackageGroupArn ?? '' };
  },
  update(arn, properties, previous, context) {
    const { ModelPackageGroupName, ModelPackageGroupPolicy: policy } = properties;
    if (policy !== undefined) {
      const input = { ModelPackageGroupName, ResourcePolicy: documentText(policy) };
      context.invoke('sagemaker', 'PutModelPackageGroupPolicy', input);
    } else if (previous.ModelPackageGroupPolicy !== undefined) {
      context.invoke('sagemaker', 'DeleteModelPackageGroupPolicy', { ModelPackageGroupName });
    }
    updateTags(arn, properties, previous, context);
  },
  delete(arn, _properties, context) {
    try {
      context.invoke('sagemaker', 'DeleteModelPackageGroup', { ModelPackageGroupName: arn });
    } catch (error) {
      if (!(error instanceof AwsError && error.message.endsWith('does not exist.'))) throw error;
    }
  },
  attributes: (arn) => ({ ModelPackageGroupArn: arn, ModelPackageGroupStatus: 'Completed' }),
};
