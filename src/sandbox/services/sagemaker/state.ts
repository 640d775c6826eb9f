import type {
  DirectInternetAccess,
  InstanceMetadataServiceConfiguration,
  RootAccess,
  UpdateNotebookInstanceInput,
} from '@aws-sdk/client-sagemaker';

import type { Cloud } from '../../kernel/service.ts';
import { earliestAfter } from '../../kernel/earliest.ts';
import type { Tags } from '../../kernel/tags.ts';
import type { Slice } from '../../kernel/world.ts';

export interface NotebookRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  modifiedAt: number;
  /** What the notebook was last told to do, and when that is done; its status follows from the time. */
  doing: 'start' | 'stop' | 'update' | 'delete';
  doneAt: number;
  /** The start whose logs are to be written once it is done. */
  toLog?: 'create' | 'start';
  instanceType: string;
  role: string;
  volumeSize: number;
  readonly platform: string;
  readonly directInternetAccess: DirectInternetAccess;
  rootAccess: RootAccess;
  metadataService: InstanceMetadataServiceConfiguration;
  lifecycleConfig?: string;
  defaultRepository?: string;
  repositories: string[];
  readonly key?: string;
  readonly subnet?: string;
  readonly securityGroups: string[];
  readonly networkInterface?: string;
  tags: Tags;
}

export interface LifecycleConfigRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  modifiedAt: number;
  onCreate: string[];
  onStart: string[];
  tags: Tags;
}

/** A change for whose sake CloudFormation stops a notebook; it is `made` when only the new start is left. */
interface StackUpdate {
  readonly input: UpdateNotebookInstanceInput;
  made: boolean;
}

interface NotebookState {
  readonly notebooks: Record<string, NotebookRecord>;
  readonly lifecycleConfigs: Record<string, LifecycleConfigRecord>;
  /** Notebook → what CloudFormation is changing of it. */
  readonly stackUpdates: Record<string, StackUpdate>;
}

export const notebookSlice: Slice<NotebookState> = {
  name: 'sagemaker-notebooks',
  initial: () => ({ notebooks: {}, lifecycleConfigs: {}, stackUpdates: {} }),
};

export interface Place {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
}

/** The region's notebooks at this moment: those whose deletion is done are not in it. */
export function notebooksOf({ cloud, account, region }: Place): NotebookState {
  const state = cloud.world.slice(notebookSlice, account, region);
  for (const [name, { doing, doneAt }] of Object.entries(state.notebooks)) {
    if (doing === 'delete' && doneAt <= cloud.world.now) delete state.notebooks[name];
  }
  return state;
}

/** When the next notebook is done with what it was told. */
export function nextChange({ world }: Cloud): number | undefined {
  const slices = [...world.survey(notebookSlice)].map(({ value }) => value);
  const notebooks = slices.flatMap((state) => Object.values(state.notebooks));
  return earliestAfter(
    world.now,
    notebooks.map(({ doneAt }) => doneAt),
  );
}
