import type { TagOptionDetail } from '@aws-sdk/client-service-catalog';

import { isTrue, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { unlessGone } from './associations.ts';

export const tagOptionType: ResourceType<PropertiesOf<TagOptionDetail, 'Key' | 'Value', 'Active'>> = {
  seconds: { create: 2, update: 2, delete: 2 },
  /** Makes no use of `Active`: a new TagOption is active, and CloudFormation's handler leaves it at that. */
  create({ Key, Value }, context) {
    const output = context.invoke('servicecatalog', 'CreateTagOption', { Key, Value });
    return { physicalId: output.TagOptionDetail?.Id ?? '' };
  },
  update(id, { Active }, _previous, context) {
    context.invoke('servicecatalog', 'UpdateTagOption', { Id: id, Active: Active === undefined || isTrue(Active) });
  },
  delete(id, _properties, context) {
    unlessGone(() => context.invoke('servicecatalog', 'DeleteTagOption', { Id: id }));
  },
  attributes: (id) => ({ Id: id }),
};
