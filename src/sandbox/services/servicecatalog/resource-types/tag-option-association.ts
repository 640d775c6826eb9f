import type { AssociateTagOptionWithResourceInput } from '@aws-sdk/client-service-catalog';

import type { PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { joined, unlessGone } from './associations.ts';

export const tagOptionAssociationType: ResourceType<
  PropertiesOf<AssociateTagOptionWithResourceInput, 'TagOptionId' | 'ResourceId'>
> = {
  seconds: { create: 2, update: 2, delete: 2 },
  create({ TagOptionId, ResourceId }, context) {
    context.invoke('servicecatalog', 'AssociateTagOptionWithResource', { TagOptionId, ResourceId });
    return { physicalId: `${TagOptionId}|${ResourceId}` };
  },
  delete(physicalId, _properties, context) {
    const [TagOptionId, ResourceId] = joined(physicalId);
    const input = { TagOptionId, ResourceId };
    unlessGone(() => context.invoke('servicecatalog', 'DisassociateTagOptionFromResource', input));
  },
};
