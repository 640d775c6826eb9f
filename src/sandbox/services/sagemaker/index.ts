import { earliest } from '../../kernel/earliest.ts';
import type { Cloud, Service } from '../../kernel/service.ts';
import { endpointOperations } from './endpoints/operations.ts';
import { advanceEndpoints } from './endpoints/progress.ts';
import { nextEndpointDue } from './endpoints/state.ts';
import { sagemakerInventory } from './inventory.ts';
import { lifecycleConfigOperations } from './lifecycle-configs.ts';
import { modelOperations } from './models/models.ts';
import { writeNotebookLogs } from './notebook-logs.ts';
import { notebookOperations } from './notebooks.ts';
import { groupPolicyOperations } from './registry/group-policies.ts';
import { groupOperations } from './registry/groups.ts';
import { packageOperations } from './registry/packages.ts';
import { lifecycleConfigType } from './resource-types/lifecycle-config.ts';
import { modelPackageGroupType } from './resource-types/model-package-group.ts';
import { notebookType } from './resource-types/notebook.ts';
import { nextChange } from './state.ts';
import { taggedRecords } from './tagged.ts';
import { tagOperations } from './tags.ts';
import { advanceTraining } from './training/progress.ts';
import { nextTrainingDue } from './training/state.ts';
import { trainingOperations } from './training/training-jobs.ts';

export const sagemakerService: Service = {
  name: 'sagemaker',
  operations: {
    ...notebookOperations,
    ...lifecycleConfigOperations,
    ...trainingOperations,
    ...modelOperations,
    ...endpointOperations,
    ...groupOperations,
    ...groupPolicyOperations,
    ...packageOperations,
    ...tagOperations,
  },
  resourceTypes: {
    'AWS::SageMaker::ModelPackageGroup': modelPackageGroupType,
    'AWS::SageMaker::NotebookInstance': notebookType,
    'AWS::SageMaker::NotebookInstanceLifecycleConfig': lifecycleConfigType,
  },
  nextDue: (cloud: Cloud) => earliest([nextChange(cloud), nextTrainingDue(cloud), nextEndpointDue(cloud)]),
  advance(cloud: Cloud) {
    writeNotebookLogs(cloud);
    advanceTraining(cloud);
    advanceEndpoints(cloud);
  },
  inventory: sagemakerInventory,
  tagsOf: (arn, place) => taggedRecords(place).find((record) => record.arn === arn)?.tags,
};
