import type { CreateNotebookInstanceLifecycleConfigInput } from '@aws-sdk/client-sagemaker';

import { AwsError } from '../../../kernel/aws-error.ts';
import { given, resourceTags, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { updateTags } from './tags.ts';

type LifecycleConfigProperties = PropertiesOf<
  CreateNotebookInstanceLifecycleConfigInput,
  never,
  'NotebookInstanceLifecycleConfigName' | 'OnCreate' | 'OnStart'
>;

export const lifecycleConfigType: ResourceType<LifecycleConfigProperties> = {
  seconds: { create: 2, update: 2, delete: 2 },
  create(properties, context) {
    const { NotebookInstanceLifecycleConfigName = context.generatedName(63) } = properties;
    const made = context.invoke('sagemaker', 'CreateNotebookInstanceLifecycleConfig', {
      NotebookInstanceLifecycleConfigName,
      ...given(properties, ['OnCreate', 'OnStart']),
      Tags: tagList(resourceTags(properties, context)),
    });
    return { physicalId: made.NotebookInstanceLifecycleConfigArn ?? '' };
  },
  update(arn, properties, previous, context) {
    const { OnCreate = [], OnStart = [] } = properties;
    const input = { NotebookInstanceLifecycleConfigName: nameIn(arn), OnCreate, OnStart };
    context.invoke('sagemaker', 'UpdateNotebookInstanceLifecycleConfig', input);
    updateTags(arn, properties, previous, context);
  },
  delete(arn, _properties, context) {
    unlessGone(() => {
      const input = { NotebookInstanceLifecycleConfigName: nameIn(arn) };
      context.invoke('sagemaker', 'DeleteNotebookInstanceLifecycleConfig', input);
    });
  },
  attributes: (arn) => ({ NotebookInstanceLifecycleConfigName: nameIn(arn), NotebookInstanceLifecycleConfigArn: arn }),
};

function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** SageMaker has no code of its own for what does not exist. */
function unlessGone(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof AwsError && error.message.includes('does not exist'))) throw error;
  }
}
