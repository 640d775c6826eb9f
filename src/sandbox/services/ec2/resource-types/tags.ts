import type { ResourceType, TagSpecification } from '@aws-sdk/client-ec2';

import { removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';

/** What creates a resource with its tags, `type` being EC2's name for its kind. */
export function tagSpecifications(
  type: ResourceType,
  properties: Properties,
  context: ResourceContext,
): { TagSpecifications?: TagSpecification[] } {
  const tags = tagList(resourceTags(properties, context));
  return tags.length > 0 ? { TagSpecifications: [{ ResourceType: type, Tags: tags }] } : {};
}

export function updateTags(id: string, properties: Properties, previous: Properties, context: ResourceContext): void {
  const wanted = resourceTags(properties, context);
  const removed = removedKeys(resourceTags(previous, context), wanted);
  const input = { Resources: [id] };
  if (removed.length > 0) context.invoke('ec2', 'DeleteTags', { ...input, Tags: removed.map((Key) => ({ Key })) });
  context.invoke('ec2', 'CreateTags', { ...input, Tags: tagList(wanted) });
}
