import { own } from '../../../../own.ts';
import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceType } from '../../../kernel/service.ts';

const TARGETS = ['GatewayId', 'NatGatewayId', 'NetworkInterfaceId'];
const PROPERTIES = ['RouteTableId', 'DestinationCidrBlock', ...TARGETS];

export const routeType: ResourceType = {
  seconds: { create: 1, update: 1, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::Route', properties, PROPERTIES);
    context.invoke('ec2', 'CreateRoute', routeIn(properties));
    return { physicalId: `${String(properties['RouteTableId'])}|${String(properties['DestinationCidrBlock'])}` };
  },
  update(_physicalId, properties, _previous, context) {
    context.invoke('ec2', 'ReplaceRoute', routeIn(properties));
  },
  delete(_physicalId, { RouteTableId, DestinationCidrBlock }, context) {
    ifPresent(['InvalidRoute.NotFound', 'InvalidRouteTableID.NotFound'], () =>
      context.invoke('ec2', 'DeleteRoute', { RouteTableId, DestinationCidrBlock }),
    );
  },
  attributes: (_physicalId, { DestinationCidrBlock }) => ({ CidrBlock: DestinationCidrBlock }),
};

function routeIn(properties: Properties): object {
  return Object.fromEntries(
    PROPERTIES.filter((name) => Object.hasOwn(properties, name)).map((name) => [name, own(properties, name)]),
  );
}
