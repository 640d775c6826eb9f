import type { PutParameterRequest } from '@aws-sdk/client-ssm';

import { ifPresent } from '../../../kernel/absence.ts';
import {
  given,
  refuseUnknown,
  removedKeys,
  resourceTags,
  type PropertiesOf,
} from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList, tagMap, type Tags } from '../../../kernel/tags.ts';
import { parameterArn } from '../state.ts';

const COPIED = ['Type', 'Value', 'Description', 'AllowedPattern', 'Tier', 'DataType'] as const;
const PROPERTIES = [...COPIED, 'Name', 'Tags'];

type ParameterProperties = PropertiesOf<
  PutParameterRequest,
  'Type' | 'Value',
  'Name' | Exclude<(typeof COPIED)[number], 'Type' | 'Value'>
> & { readonly Tags?: Readonly<Record<string, string>> };

/** In templates tags of a parameter are a map, unlike in other types; SecureString is none of its types. */
export const parameterType: ResourceType<ParameterProperties> = {
  seconds: { create: 3, update: 3, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::SSM::Parameter', properties, PROPERTIES);
    const { Name = `CFN-${context.generatedName(100)}` } = properties;
    const Tags = tagList(tagsOf(properties, context));
    context.invoke('ssm', 'PutParameter', { Name, ...given(properties, COPIED), Tags });
    return { physicalId: Name };
  },
  update(physicalId, properties, _previous, context) {
    refuseUnknown('AWS::SSM::Parameter', properties, PROPERTIES);
    context.invoke('ssm', 'PutParameter', { Name: physicalId, ...given(properties, COPIED), Overwrite: true });
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

function tagsOf({ Tags = {} }: ParameterProperties, context: ResourceContext): Tags {
  return resourceTags({ Tags: tagList(Tags) }, context);
}

function updateTags(ResourceId: string, wanted: Tags, context: ResourceContext): void {
  const resource = { ResourceType: 'Parameter', ResourceId } as const;
  const { TagList = [] } = context.invoke('ssm', 'ListTagsForResource', resource);
  const TagKeys = removedKeys(tagMap(TagList), wanted);
  if (TagKeys.length > 0) context.invoke('ssm', 'RemoveTagsFromResource', { ...resource, TagKeys });
  context.invoke('ssm', 'AddTagsToResource', { ...resource, Tags: tagList(wanted) });
}
