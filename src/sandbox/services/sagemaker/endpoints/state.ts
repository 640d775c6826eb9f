import type { DeploymentConfig, EndpointStatus, ProductionVariant } from '@aws-sdk/client-sagemaker';

import type { Cloud } from '../../../kernel/cloud.ts';
import { earliestAfter } from '../../../kernel/earliest.ts';
import type { Tags } from '../../../kernel/tags.ts';
import type { Slice } from '../../../kernel/world.ts';
import type { ModelRecord } from '../models/state.ts';
import type { Place } from '../state.ts';

export interface EndpointConfigRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly variant: ProductionVariant;
  readonly key?: string;
  tags: Tags;
}

/** A configuration and its model as they were when the endpoint was told to deploy them. */
export interface Deployment {
  readonly config: string;
  readonly configArn: string;
  readonly variant: ProductionVariant;
  readonly model: Pick<ModelRecord, 'name' | 'role' | 'image' | 'modelDataUrl'>;
}

/** A deployment whose container is up, with the model that it loaded as a blob of the sandbox. */
export interface RunningDeployment extends Deployment {
  readonly modelFile: string;
}

export interface Update {
  readonly deployment: Deployment;
  readonly startedAt: number;
  readonly guard?: DeploymentConfig;
  /** The new fleet, and until when it is watched. */
  watched?: { readonly running: RunningDeployment; readonly until: number };
}

export interface EndpointRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  modifiedAt: number;
  status: EndpointStatus;
  /** When something is to happen by itself. */
  dueAt?: number;
  serving?: RunningDeployment;
  update?: Update;
  lastGuard?: DeploymentConfig;
  failureReason?: string;
  tags: Tags;
}

interface HostingState {
  readonly configs: Record<string, EndpointConfigRecord>;
  readonly endpoints: Record<string, EndpointRecord>;
}

export const hostingSlice: Slice<HostingState> = {
  name: 'sagemaker-hosting',
  initial: () => ({ configs: {}, endpoints: {} }),
};

export function hostingOf({ cloud, account, region }: Place): HostingState {
  return cloud.world.slice(hostingSlice, account, region);
}

export function nextEndpointDue({ world }: Cloud): number | undefined {
  const endpoints = [...world.each(hostingSlice)].flatMap(({ value }) => Object.values(value.endpoints));
  return earliestAfter(
    world.now,
    endpoints.map(({ dueAt }) => dueAt),
  );
}

export function isServerless({ variant }: Pick<Deployment, 'variant'>): boolean {
  return variant.ServerlessConfig !== undefined;
}
