import type { UpdateNotebookInstanceInput } from '@aws-sdk/client-sagemaker';

import type { Call } from '../../kernel/service.ts';
import { passRole } from '../iam/role-use.ts';
import { noteUpdate } from './conditions.ts';
import { invalid } from './errors.ts';
import { checkedInstanceType, checkedLifecycleConfig, checkedPlatform } from './notebook-checks.ts';
import { notebookOf, tell } from './notebook-status.ts';
import { checkedRole, SAGEMAKER } from './roles.ts';
import type { NotebookRecord } from './state.ts';

/** Changes a notebook that is stopped. */
export function updateNotebookInstance(input: UpdateNotebookInstanceInput, call: Call): object {
  noteUpdate(input, call);
  const notebook = notebookOf(input.NotebookInstanceName, call);
  // "API permissions reference" of the developer guide: the role is handed over even if it stays the same.
  if (!input.RoleArn) passRole(call, notebook.role, SAGEMAKER);
  const changes = {
    ...(input.InstanceType && { instanceType: checkedInstanceType(input.InstanceType, call) }),
    ...(input.RoleArn && { role: checkedRole(input.RoleArn, call) }),
    ...(input.LifecycleConfigName && { lifecycleConfig: checkedLifecycleConfig(input.LifecycleConfigName, call) }),
    ...(input.VolumeSizeInGB !== undefined && { volumeSize: grownVolume(input.VolumeSizeInGB, notebook) }),
    ...(input.PlatformIdentifier && { platform: checkedPlatform(input.PlatformIdentifier) }),
    ...(input.RootAccess && { rootAccess: input.RootAccess }),
    ...(input.InstanceMetadataServiceConfiguration && { metadataService: input.InstanceMetadataServiceConfiguration }),
    ...(input.DefaultCodeRepository && { defaultRepository: input.DefaultCodeRepository }),
    ...(input.AdditionalCodeRepositories && { repositories: input.AdditionalCodeRepositories }),
  };
  if (input.LifecycleConfigName && input.DisassociateLifecycleConfig) {
    invalid('LifecycleConfigName and DisassociateLifecycleConfig cannot be set together.');
  }
  tell(notebook, 'update', { from: ['Stopped', 'Failed'], call });
  Object.assign(notebook, changes);
  if (input.DisassociateLifecycleConfig) delete notebook.lifecycleConfig;
  if (input.DisassociateDefaultCodeRepository) delete notebook.defaultRepository;
  if (input.DisassociateAdditionalCodeRepositories) notebook.repositories = [];
  return {};
}

/** Source: SageMaker API reference, UpdateNotebookInstance: a volume can only grow. */
function grownVolume(gigabytes: number, notebook: NotebookRecord): number {
  if (gigabytes >= notebook.volumeSize) return gigabytes;
  return invalid(
    `The volume size of Notebook Instance (${notebook.arn}) cannot be reduced from ${notebook.volumeSize} GB.`,
  );
}
