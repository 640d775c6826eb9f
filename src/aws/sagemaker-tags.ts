import { paginateListTags, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Tags } from '../lab/owner.ts';
import { tagRecord, tagsUnlessGone } from './tag-records.ts';

export function sagemakerTags(client: SageMakerClient, ResourceArn: string): Promise<Tags> {
  return tagsUnlessGone(async () => {
    const found: Record<string, string> = {};
    for await (const { Tags } of paginateListTags({ client }, { ResourceArn })) Object.assign(found, tagRecord(Tags));
    return found;
  });
}
