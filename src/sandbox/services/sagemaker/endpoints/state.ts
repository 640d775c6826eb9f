import type { DeploymentConfig, EndpointStatus, ProductionVariant } from '@aws-sdk/client-sagemaker';

import type { Cloud } from '../../../kernel/service.ts';
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

/** A model that a container loaded: a blob of the sandbox, or foreign code that the sandbox does not execute. */
export type LoadedModel = { readonly blob: string } | { readonly foreign: string };

/** A deployment whose container is up. It answers with the mean of what its models predict. */
export interface RunningDeployment extends Deployment {
  readonly models: readonly LoadedModel[];
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
  /** Until when a serverless endpoint that came up answers that its model is not ready. */
  readyAt?: number;
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
  const endpoints = [...world.survey(hostingSlice)].flatMap(({ value }) => Object.values(value.endpoints));
  return earliestAfter(
    world.now,
    endpoints.map(({ dueAt }) => dueAt),
  );
}

export function isServerless({ variant }: Pick<Deployment, 'variant'>): boolean {
  return variant.ServerlessConfig !== undefined;
}
