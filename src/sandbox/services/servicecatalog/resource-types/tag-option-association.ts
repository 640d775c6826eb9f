import type { ResourceType } from '../../../kernel/service.ts';
import { joined, unlessGone } from './associations.ts';

export const tagOptionAssociationType: ResourceType = {
  seconds: { create: 2, update: 2, delete: 2 },
  create({ TagOptionId, ResourceId }, context) {
    context.invoke('servicecatalog', 'AssociateTagOptionWithResource', { TagOptionId, ResourceId });
    return { physicalId: `${String(TagOptionId)}|${String(ResourceId)}` };
  },
  delete(physicalId, _properties, context) {
    const [TagOptionId, ResourceId] = joined(physicalId);
    const input = { TagOptionId, ResourceId };
    unlessGone(() => context.invoke('servicecatalog', 'DisassociateTagOptionFromResource', input));
  },
};
