import { removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';

export function updateTags(arn: string, properties: Properties, previous: Properties, context: ResourceContext): void {
  const wanted = resourceTags(properties, context);
  const removed = removedKeys(resourceTags(previous, context), wanted);
  if (removed.length > 0) context.invoke('sagemaker', 'DeleteTags', { ResourceArn: arn, TagKeys: removed });
  context.invoke('sagemaker', 'AddTags', { ResourceArn: arn, Tags: tagList(wanted) });
}
