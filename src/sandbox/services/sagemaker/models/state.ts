import type { VpcConfig } from '@aws-sdk/client-sagemaker';

import type { Tags } from '../../../kernel/tags.ts';
import type { Slice } from '../../../kernel/world.ts';
import type { Place } from '../state.ts';

export interface ModelRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly role: string;
  readonly image: string;
  readonly modelDataUrl?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly vpc?: VpcConfig;
  readonly networkIsolation: boolean;
  tags: Tags;
}

export const modelSlice: Slice<Record<string, ModelRecord>> = { name: 'sagemaker-models', initial: () => ({}) };

export function modelsOf({ cloud, account, region }: Place): Record<string, ModelRecord> {
  return cloud.world.slice(modelSlice, account, region);
}
