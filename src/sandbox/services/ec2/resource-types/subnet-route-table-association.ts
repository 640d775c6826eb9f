import type { AssociateRouteTableRequest } from '@aws-sdk/client-ec2';

import { ifPresent } from '../../../kernel/absence.ts';
import type { PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';

export const subnetRouteTableAssociationType: ResourceType<
  PropertiesOf<AssociateRouteTableRequest, 'SubnetId' | 'RouteTableId'>
> = {
  seconds: { create: 2, update: 2, delete: 2 },
  create({ SubnetId, RouteTableId }, context) {
    const input = { SubnetId, RouteTableId };
    const { AssociationId } = context.invoke('ec2', 'AssociateRouteTable', input);
    return { physicalId: AssociationId ?? '' };
  },
  delete(id, _properties, context) {
    ifPresent(['InvalidAssociationID.NotFound'], () =>
      context.invoke('ec2', 'DisassociateRouteTable', { AssociationId: id }),
    );
  },
  attributes: (id) => ({ Id: id }),
};
