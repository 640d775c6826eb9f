import type { ListTagsForResourceResult } from '@aws-sdk/client-ssm';

import { own } from '../../../../own.ts';
import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown, removedKeys, resourceTags, textual } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList, tagMap, type Tags } from '../../../kernel/tags.ts';
import { parameterArn } from '../state.ts';

const COPIED = ['Type', 'Description', 'AllowedPattern', 'Tier', 'DataType'];
const PROPERTIES = [...COPIED, 'Name', 'Tags', 'Value'];

/** In templates tags of a parameter are a map, unlike in other types; SecureString is none of its types. */
export const parameterType: ResourceType = {
  seconds: { create: 3, update: 3, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::SSM::Parameter', properties, PROPERTIES);
    const Name = textual(properties['Name']) ?? `CFN-${context.generatedName(100)}`;
    context.invoke('ssm', 'PutParameter', { ...request(Name, properties), Tags: tagList(tagsOf(properties, context)) });
    return { physicalId: Name };
  },
  update(physicalId, properties, _previous, context) {
    refuseUnknown('AWS::SSM::Parameter', properties, PROPERTIES);
    context.invoke('ssm', 'PutParameter', { ...request(physicalId, properties), Overwrite: true });
    updateTags(physicalId, tagsOf(properties, context), context);
  },
  delete(physicalId, _properties, context) {
    ifPresent(['ParameterNotFound'], () => context.invoke('ssm', 'DeleteParameter', { Name: physicalId }));
  },
  attributes: (physicalId, { Type, Value }, { account, region }) => ({
    Arn: parameterArn({ account, region }, physicalId),
    Type,
    Value,
  }),
};

function request(Name: string, properties: Properties): object {
  const copied = COPIED.filter((name) => Object.hasOwn(properties, name)).map(
    (name) => [name, own(properties, name)] as const,
  );
  return { Name, Value: textual(properties['Value']), ...Object.fromEntries(copied) };
}

function tagsOf(properties: Properties, context: ResourceContext): Tags {
  const own = Object.entries((properties['Tags'] ?? {}) as Readonly<Record<string, string>>);
  return resourceTags({ Tags: own.map(([Key, Value]) => ({ Key, Value })) }, context);
}

function updateTags(ResourceId: string, wanted: Tags, context: ResourceContext): void {
  const resource = { ResourceType: 'Parameter', ResourceId };
  const { TagList = [] } = context.invoke<ListTagsForResourceResult>('ssm', 'ListTagsForResource', resource);
  const TagKeys = removedKeys(tagMap(TagList), wanted);
  if (TagKeys.length > 0) context.invoke('ssm', 'RemoveTagsFromResource', { ...resource, TagKeys });
  context.invoke('ssm', 'AddTagsToResource', { ...resource, Tags: tagList(wanted) });
}
