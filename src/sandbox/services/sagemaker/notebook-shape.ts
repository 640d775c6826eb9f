import type { _InstanceType, DescribeNotebookInstanceOutput, NotebookInstanceSummary } from '@aws-sdk/client-sagemaker';

import { notebookStatus } from './notebook-status.ts';
import type { NotebookRecord } from './state.ts';

export function notebookSummary(notebook: NotebookRecord, now: number): NotebookInstanceSummary {
  return {
    NotebookInstanceName: notebook.name,
    NotebookInstanceArn: notebook.arn,
    NotebookInstanceStatus: notebookStatus(notebook, now),
    Url: `${notebook.name}.notebook.${notebook.arn.split(':')[3]}.sagemaker.aws`,
    InstanceType: notebook.instanceType as _InstanceType,
    CreationTime: new Date(notebook.createdAt),
    LastModifiedTime: new Date(notebook.modifiedAt),
    ...(notebook.lifecycleConfig && { NotebookInstanceLifecycleConfigName: notebook.lifecycleConfig }),
    ...(notebook.defaultRepository && { DefaultCodeRepository: notebook.defaultRepository }),
    AdditionalCodeRepositories: notebook.repositories,
  };
}

export function notebookShape(notebook: NotebookRecord, now: number): DescribeNotebookInstanceOutput {
  return {
    ...notebookSummary(notebook, now),
    RoleArn: notebook.role,
    VolumeSizeInGB: notebook.volumeSize,
    PlatformIdentifier: notebook.platform,
    DirectInternetAccess: notebook.directInternetAccess,
    RootAccess: notebook.rootAccess,
    InstanceMetadataServiceConfiguration: notebook.metadataService,
    SecurityGroups: notebook.securityGroups,
    ...(notebook.key && { KmsKeyId: notebook.key }),
    ...(notebook.subnet && { SubnetId: notebook.subnet }),
    ...(notebook.networkInterface && { NetworkInterfaceId: notebook.networkInterface }),
  };
}
