import type { CreateSubnetRequest } from '@aws-sdk/client-ec2';

import { given, isTrue, refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { beginDeletion, deletionDone } from './patient-deletion.ts';
import { tagSpecifications, updateTags } from './tags.ts';

type SubnetProperties = PropertiesOf<
  CreateSubnetRequest,
  'VpcId',
  'CidrBlock' | 'AvailabilityZone' | 'AvailabilityZoneId'
> & {
  readonly MapPublicIpOnLaunch?: boolean;
};

const PROPERTIES = ['VpcId', 'CidrBlock', 'AvailabilityZone', 'AvailabilityZoneId', 'MapPublicIpOnLaunch', 'Tags'];
const DELETION = {
  remove: (SubnetId: string, context: ResourceContext) => context.invoke('ec2', 'DeleteSubnet', { SubnetId }),
  gone: 'InvalidSubnetID.NotFound',
};

export const subnetType: ResourceType<SubnetProperties> = {
  seconds: { create: 6, update: 5, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::Subnet', properties, PROPERTIES);
    const { Subnet } = context.invoke('ec2', 'CreateSubnet', {
      ...given(properties, ['VpcId', 'CidrBlock', 'AvailabilityZone', 'AvailabilityZoneId']),
      ...tagSpecifications('subnet', properties, context),
    });
    const physicalId = Subnet?.SubnetId ?? '';
    if (isTrue(properties.MapPublicIpOnLaunch)) mapPublicIp(physicalId, true, context);
    return { physicalId };
  },
  update(id, properties, previous, context) {
    const wanted = isTrue(properties.MapPublicIpOnLaunch);
    if (wanted !== isTrue(previous.MapPublicIpOnLaunch)) mapPublicIp(id, wanted, context);
    updateTags(id, properties, previous, context);
  },
  delete: (id, _properties, context) => beginDeletion(id, DELETION, context),
  settled: (id, phase, context) => phase !== 'delete' || deletionDone(id, DELETION, context),
  settledInExpressMode: true,
  attributes(id, _properties, context) {
    const { Subnets } = context.invoke('ec2', 'DescribeSubnets', { SubnetIds: [id] });
    const [subnet] = Subnets ?? [];
    return {
      SubnetId: id,
      VpcId: subnet?.VpcId,
      CidrBlock: subnet?.CidrBlock,
      AvailabilityZone: subnet?.AvailabilityZone,
      AvailabilityZoneId: subnet?.AvailabilityZoneId,
    };
  },
};

function mapPublicIp(SubnetId: string, Value: boolean, context: ResourceContext): void {
  context.invoke('ec2', 'ModifySubnetAttribute', { SubnetId, MapPublicIpOnLaunch: { Value } });
}
