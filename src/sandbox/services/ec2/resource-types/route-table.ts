import type { CreateRouteTableRequest } from '@aws-sdk/client-ec2';

import { ifPresent } from '../../../kernel/absence.ts';
import type { PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { tagSpecifications, updateTags } from './tags.ts';

export const routeTableType: ResourceType<PropertiesOf<CreateRouteTableRequest, 'VpcId'>> = {
  seconds: { create: 11, update: 5, delete: 2 },
  create(properties, context) {
    const { RouteTable } = context.invoke('ec2', 'CreateRouteTable', {
      VpcId: properties.VpcId,
      ...tagSpecifications('route-table', properties, context),
    });
    return { physicalId: RouteTable?.RouteTableId ?? '' };
  },
  update: updateTags,
  delete(id, _properties, context) {
    ifPresent(['InvalidRouteTableID.NotFound'], () => context.invoke('ec2', 'DeleteRouteTable', { RouteTableId: id }));
  },
  attributes: (id) => ({ RouteTableId: id }),
};
