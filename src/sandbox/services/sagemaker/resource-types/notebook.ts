import type {
  CreateNotebookInstanceInput,
  NotebookInstanceStatus,
  UpdateNotebookInstanceInput,
} from '@aws-sdk/client-sagemaker';

import { isDeepStrictEqual } from 'node:util';

import { own, put } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { refuseUnknown, resourceTags, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { notebooksOf } from '../state.ts';
import { updateTags } from './tags.ts';

const PROPERTIES = [
  'AdditionalCodeRepositories',
  'DefaultCodeRepository',
  'DirectInternetAccess',
  'InstanceMetadataServiceConfiguration',
  'InstanceType',
  'KmsKeyId',
  'LifecycleConfigName',
  'NotebookInstanceName',
  'PlatformIdentifier',
  'RoleArn',
  'RootAccess',
  'SecurityGroupIds',
  'SubnetId',
  'Tags',
  'VolumeSizeInGB',
] as const;

type NotebookProperties = PropertiesOf<
  CreateNotebookInstanceInput,
  'InstanceType' | 'RoleArn',
  Exclude<(typeof PROPERTIES)[number], 'InstanceType' | 'RoleArn' | 'Tags'>
>;

/** A create waits for the notebook; an update stops it and starts it again; a delete stops it first. */
export const notebookType: ResourceType<NotebookProperties> = {
  seconds: { create: 30, update: 5, delete: 5 },
  create(properties, context) {
    refuseUnknown('AWS::SageMaker::NotebookInstance', properties, PROPERTIES);
    const made = context.invoke('sagemaker', 'CreateNotebookInstance', {
      ...properties,
      NotebookInstanceName: properties.NotebookInstanceName ?? context.generatedName(63),
      Tags: tagList(resourceTags(properties, context)),
    });
    return { physicalId: made.NotebookInstanceArn ?? '' };
  },
  update(arn, properties, previous, context) {
    updateTags(arn, properties, previous, context);
    const changed = modification(properties, previous);
    if (Object.keys(changed).length === 0) return;
    const NotebookInstanceName = nameIn(arn);
    put(notebooksOf(context).stackUpdates, NotebookInstanceName, {
      input: { NotebookInstanceName, ...changed },
      made: false,
    });
    if (statusOf(arn, context) === 'InService') stop(arn, context);
  },
  delete(arn, _properties, context) {
    stepTowardsDeletion(arn, context);
  },
  settled(arn, phase, context) {
    if (phase === 'delete') return stepTowardsDeletion(arn, context);
    if (phase === 'update') return stepTowardsUpdate(arn, context);
    return isInService(arn, context);
  },
  attributes: (arn) => ({ NotebookInstanceName: nameIn(arn), NotebookInstanceArn: arn }),
};

/** What can be changed in place, and what says that it is to be there no more. */
const REMOVALS = {
  InstanceType: undefined,
  RoleArn: undefined,
  VolumeSizeInGB: undefined,
  RootAccess: undefined,
  InstanceMetadataServiceConfiguration: undefined,
  LifecycleConfigName: 'DisassociateLifecycleConfig',
  DefaultCodeRepository: 'DisassociateDefaultCodeRepository',
  AdditionalCodeRepositories: 'DisassociateAdditionalCodeRepositories',
} as const;

type Modification = Omit<UpdateNotebookInstanceInput, 'NotebookInstanceName'>;

function modification(properties: NotebookProperties, previous: NotebookProperties): Modification {
  const changes = Object.entries(REMOVALS).flatMap(([key, removal]) => {
    const [wanted, held] = [own(properties, key), own(previous, key)];
    if (isDeepStrictEqual(wanted, held)) return [];
    if (wanted !== undefined) return [[key, wanted]];
    return removal ? [[removal, true]] : [];
  });
  return Object.fromEntries(changes) as Modification;
}

/** Stops, changes and starts the notebook, one after the other; whether it is in service again. */
function stepTowardsUpdate(arn: string, context: ResourceContext): boolean {
  const { stackUpdates } = notebooksOf(context);
  const update = own(stackUpdates, nameIn(arn));
  if (!update) return true;
  const status = statusOf(arn, context);
  if (status === 'Stopped' && !update.made) {
    context.invoke('sagemaker', 'UpdateNotebookInstance', update.input);
    update.made = true;
  } else if (status === 'Stopped') {
    context.invoke('sagemaker', 'StartNotebookInstance', { NotebookInstanceName: nameIn(arn) });
  } else if (status === 'InService' && !update.made) {
    stop(arn, context);
  } else if (isInService(arn, context)) {
    delete stackUpdates[nameIn(arn)];
    return true;
  }
  return false;
}

function isInService(arn: string, context: ResourceContext): boolean {
  const status = statusOf(arn, context);
  if (status === 'Failed') throw new AwsError('NotStabilized', `Notebook Instance ${nameIn(arn)} is in status Failed`);
  return status === 'InService';
}

/** Does what the notebook's status allows to be done next; whether it is gone. */
function stepTowardsDeletion(arn: string, context: ResourceContext): boolean {
  const status = statusOf(arn, context);
  delete notebooksOf(context).stackUpdates[nameIn(arn)];
  if (status === 'InService') stop(arn, context);
  if (status === 'Stopped' || status === 'Failed') {
    context.invoke('sagemaker', 'DeleteNotebookInstance', { NotebookInstanceName: nameIn(arn) });
  }
  return status === undefined;
}

function stop(arn: string, context: ResourceContext): void {
  context.invoke('sagemaker', 'StopNotebookInstance', { NotebookInstanceName: nameIn(arn) });
}

function statusOf(arn: string, context: ResourceContext): NotebookInstanceStatus | undefined {
  try {
    const input = { NotebookInstanceName: nameIn(arn) };
    return context.invoke('sagemaker', 'DescribeNotebookInstance', input).NotebookInstanceStatus;
  } catch (error) {
    if (error instanceof AwsError && error.message === 'RecordNotFound') return undefined;
    throw error;
  }
}

function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
