import type {
  CreateNotebookInstanceInput,
  CreateNotebookInstanceOutput,
  CreatePresignedNotebookInstanceUrlInput,
  CreatePresignedNotebookInstanceUrlOutput,
  DeleteNotebookInstanceInput,
  DescribeNotebookInstanceInput,
  DescribeNotebookInstanceOutput,
  StartNotebookInstanceInput,
  StopNotebookInstanceInput,
} from '@aws-sdk/client-sagemaker';

import { own, put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { noteConditions } from './conditions.ts';
import { invalid } from './errors.ts';
import { listNotebookInstances } from './list-notebooks.ts';
import { checkedInstanceType, checkedLifecycleConfig, checkedPlatform } from './notebook-checks.ts';
import { expectRemovalOfParts, expectUseOfParts } from './notebook-parts.ts';
import { joinNetwork, leaveNetwork } from './notebook-network.ts';
import { notebookShape } from './notebook-shape.ts';
import { expectRoomForNotebook } from './quotas.ts';
import { DURATIONS_MS, notebookArn, notebookOf, notebookStatus, tell } from './notebook-status.ts';
import { checkedRole } from './roles.ts';
import { lendKey } from './volume-key.ts';
import { notebooksOf, type NotebookRecord } from './state.ts';
import { updateNotebookInstance } from './update-notebook.ts';

export const notebookOperations = {
  CreateNotebookInstance: createNotebookInstance,
  DescribeNotebookInstance: describeNotebookInstance,
  ListNotebookInstances: listNotebookInstances,
  StartNotebookInstance: startNotebookInstance,
  StopNotebookInstance: stopNotebookInstance,
  UpdateNotebookInstance: updateNotebookInstance,
  DeleteNotebookInstance: deleteNotebookInstance,
  CreatePresignedNotebookInstanceUrl: createPresignedUrl,
};

function createNotebookInstance(input: CreateNotebookInstanceInput, call: Call): CreateNotebookInstanceOutput {
  const name = input.NotebookInstanceName ?? '';
  const arn = notebookArn(name, call);
  noteConditions(input, call);
  call.about(arn);
  if (input.Tags?.length) call.requires({ action: 'sagemaker:AddTags', resource: arn });
  const { notebooks } = notebooksOf(call);
  if (own(notebooks, name)) invalid(`Cannot create a duplicate Notebook Instance (${arn})`);
  const notebook = newNotebook(name, input, call);
  expectRoomForNotebook(notebook.instanceType, call);
  put(notebooks, name, notebook);
  return { NotebookInstanceArn: arn };
}

function newNotebook(name: string, input: CreateNotebookInstanceInput, call: Call): NotebookRecord {
  const settings = {
    instanceType: checkedInstanceType(input.InstanceType, call),
    volumeSize: input.VolumeSizeInGB ?? 5,
    platform: checkedPlatform(input.PlatformIdentifier),
    role: checkedRole(input.RoleArn ?? '', call),
    ...(input.LifecycleConfigName && { lifecycleConfig: checkedLifecycleConfig(input.LifecycleConfigName, call) }),
    ...(input.KmsKeyId && { key: borrowedKey(input.KmsKeyId, call) }),
  };
  const arn = notebookArn(name, call);
  return {
    name,
    arn,
    createdAt: call.now,
    modifiedAt: call.now,
    doing: 'start',
    doneAt: call.now + DURATIONS_MS.create,
    toLog: 'create',
    ...settings,
    directInternetAccess: input.DirectInternetAccess ?? 'Enabled',
    rootAccess: input.RootAccess ?? 'Enabled',
    metadataService: input.InstanceMetadataServiceConfiguration ?? { MinimumInstanceMetadataServiceVersion: '1' },
    ...(input.DefaultCodeRepository && { defaultRepository: input.DefaultCodeRepository }),
    repositories: input.AdditionalCodeRepositories ?? [],
    securityGroups: [],
    ...joinNetwork(input, arn, call),
    tags: tagMap(input.Tags),
  };
}

function borrowedKey(KeyId: string, call: Call): string {
  call.invoke('kms', 'DescribeKey', { KeyId }, { via: 'sagemaker' });
  lendKey(KeyId, call);
  return KeyId;
}

function describeNotebookInstance(
  { NotebookInstanceName }: DescribeNotebookInstanceInput,
  call: Call,
): DescribeNotebookInstanceOutput {
  return notebookShape(notebookOf(NotebookInstanceName, call), call.now);
}

function startNotebookInstance({ NotebookInstanceName }: StartNotebookInstanceInput, call: Call): object {
  const notebook = notebookOf(NotebookInstanceName, call);
  expectUseOfParts(notebook, call);
  expectRoomForNotebook(notebook.instanceType, call);
  tell(notebook, 'start', { from: ['Stopped', 'Failed'], call });
  notebook.toLog = 'start';
  return {};
}

function stopNotebookInstance({ NotebookInstanceName }: StopNotebookInstanceInput, call: Call): object {
  tell(notebookOf(NotebookInstanceName, call), 'stop', { from: ['InService'], call });
  return {};
}

function deleteNotebookInstance({ NotebookInstanceName }: DeleteNotebookInstanceInput, call: Call): object {
  const notebook = notebookOf(NotebookInstanceName, call);
  expectRemovalOfParts(notebook, call);
  tell(notebook, 'delete', { from: ['Stopped', 'Failed'], call });
  leaveNetwork(notebook.arn, notebook.doneAt, call);
  return {};
}

function createPresignedUrl(
  input: CreatePresignedNotebookInstanceUrlInput,
  call: Call,
): CreatePresignedNotebookInstanceUrlOutput {
  const notebook = notebookOf(input.NotebookInstanceName, call);
  const status = notebookStatus(notebook, call.now);
  if (status !== 'InService') invalid(`Notebook Instance (${notebook.arn}) is not InService: its status is ${status}.`);
  const host = `${notebook.name}.notebook.${call.region}.sagemaker.aws`;
  return { AuthorizedUrl: `https://${host}?authToken=${call.cloud.world.identifier(128)}` };
}
