import type { CreateRouteRequest } from '@aws-sdk/client-ec2';

import { ifPresent } from '../../../kernel/absence.ts';
import { given, refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';

const TARGETS = ['GatewayId', 'NatGatewayId', 'NetworkInterfaceId'] as const;
const PROPERTIES = ['RouteTableId', 'DestinationCidrBlock', ...TARGETS] as const;

type RouteProperties = PropertiesOf<
  CreateRouteRequest,
  'RouteTableId' | 'DestinationCidrBlock',
  (typeof TARGETS)[number]
>;

export const routeType: ResourceType<RouteProperties> = {
  seconds: { create: 1, update: 1, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::Route', properties, PROPERTIES);
    context.invoke('ec2', 'CreateRoute', given(properties, PROPERTIES));
    return { physicalId: `${properties.RouteTableId}|${properties.DestinationCidrBlock}` };
  },
  update(_physicalId, properties, _previous, context) {
    context.invoke('ec2', 'ReplaceRoute', given(properties, PROPERTIES));
  },
  delete(_physicalId, { RouteTableId, DestinationCidrBlock }, context) {
    ifPresent(['InvalidRoute.NotFound', 'InvalidRouteTableID.NotFound'], () =>
      context.invoke('ec2', 'DeleteRoute', { RouteTableId, DestinationCidrBlock }),
    );
  },
  attributes: (_physicalId, { DestinationCidrBlock }) => ({ CidrBlock: DestinationCidrBlock }),
};
