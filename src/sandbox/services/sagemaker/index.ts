import type { Cloud } from '../../kernel/cloud.ts';
import type { Service } from '../../kernel/service.ts';
import { lifecycleConfigOperations } from './lifecycle-configs.ts';
import { notebookOperations } from './notebooks.ts';
import { lifecycleConfigType } from './resource-types/lifecycle-config.ts';
import { notebookType } from './resource-types/notebook.ts';
import { nextChange, notebookSlice, notebooksOf } from './state.ts';
import { tagOperations } from './tags.ts';

export const sagemakerService: Service = {
  name: 'sagemaker',
  operations: { ...notebookOperations, ...lifecycleConfigOperations, ...tagOperations },
  resourceTypes: {
    'AWS::SageMaker::NotebookInstance': notebookType,
    'AWS::SageMaker::NotebookInstanceLifecycleConfig': lifecycleConfigType,
  },
  nextDue: nextChange,
  inventory,
};

function inventory(cloud: Cloud, account: string): string[] {
  const regions = [...cloud.world.each(notebookSlice)].filter((slice) => slice.account === account);
  return regions.flatMap(({ region }) => {
    const { notebooks, lifecycleConfigs } = notebooksOf({ cloud, account, region });
    return [...Object.values(notebooks), ...Object.values(lifecycleConfigs)].map(({ arn }) => arn);
  });
}
