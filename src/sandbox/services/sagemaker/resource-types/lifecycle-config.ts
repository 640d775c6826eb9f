import type { CreateNotebookInstanceLifecycleConfigOutput } from '@aws-sdk/client-sagemaker';

import { AwsError } from '../../../kernel/aws-error.ts';
import { resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { updateTags } from './tags.ts';

export const lifecycleConfigType: ResourceType = {
  seconds: { create: 2, update: 2, delete: 2 },
  create(properties, context) {
    const made = context.invoke<CreateNotebookInstanceLifecycleConfigOutput>(
      'sagemaker',
      'CreateNotebookInstanceLifecycleConfig',
      {
        NotebookInstanceLifecycleConfigName:
          properties['NotebookInstanceLifecycleConfigName'] ?? context.generatedName(63),
        ...scripts(properties),
        Tags: tagList(resourceTags(properties, context)),
      },
    );
    return { physicalId: made.NotebookInstanceLifecycleConfigArn ?? '' };
  },
  update(arn, properties, previous, context) {
    const { OnCreate = [], OnStart = [] } = scripts(properties);
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

function scripts(properties: Properties): { OnCreate?: unknown; OnStart?: unknown } {
  const { OnCreate, OnStart } = properties;
  return { ...(OnCreate !== undefined && { OnCreate }), ...(OnStart !== undefined && { OnStart }) };
}

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
