import { ifPresent } from '../../../kernel/absence.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { tagSpecifications, updateTags } from './tags.ts';

export const internetGatewayType: ResourceType = {
  seconds: { create: 16, update: 5, delete: 2 },
  create(properties, context) {
    const input = tagSpecifications('internet-gateway', properties, context);
    const made = context.invoke('ec2', 'CreateInternetGateway', input);
    return { physicalId: made.InternetGateway?.InternetGatewayId ?? '' };
  },
  update: updateTags,
  delete(id, _properties, context) {
    ifPresent(['InvalidInternetGatewayID.NotFound'], () =>
      context.invoke('ec2', 'DeleteInternetGateway', { InternetGatewayId: id }),
    );
  },
  attributes: (id) => ({ InternetGatewayId: id }),
};
