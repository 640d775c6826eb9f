import type { CreateVpcRequest } from '@aws-sdk/client-ec2';

import { ifPresent } from '../../../kernel/absence.ts';
import { given, isTrue, refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagSpecifications, updateTags } from './tags.ts';

type VpcProperties = PropertiesOf<CreateVpcRequest, never, 'CidrBlock' | 'InstanceTenancy'> & {
  readonly EnableDnsSupport?: boolean;
  readonly EnableDnsHostnames?: boolean;
};

const PROPERTIES = ['CidrBlock', 'EnableDnsSupport', 'EnableDnsHostnames', 'InstanceTenancy', 'Tags'];

export const vpcType: ResourceType<VpcProperties> = {
  seconds: { create: 12, update: 5, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::VPC', properties, PROPERTIES);
    const { Vpc } = context.invoke('ec2', 'CreateVpc', {
      ...given(properties, ['CidrBlock', 'InstanceTenancy']),
      ...tagSpecifications('vpc', properties, context),
    });
    const physicalId = Vpc?.VpcId ?? '';
    setDns(physicalId, properties, {}, context);
    return { physicalId };
  },
  update(id, properties, previous, context) {
    setDns(id, properties, previous, context);
    updateTags(id, properties, previous, context);
  },
  delete(id, _properties, context) {
    ifPresent(['InvalidVpcID.NotFound'], () => context.invoke('ec2', 'DeleteVpc', { VpcId: id }));
  },
  attributes(id, _properties, context) {
    const { Vpcs } = context.invoke('ec2', 'DescribeVpcs', { VpcIds: [id] });
    const [vpc] = Vpcs ?? [];
    return {
      VpcId: id,
      CidrBlock: vpc?.CidrBlock,
      CidrBlockAssociations: vpc?.CidrBlockAssociationSet?.map(({ AssociationId }) => AssociationId),
      DefaultSecurityGroup: defaultGroup(id, context),
    };
  },
};

/** One attribute a call. Without the properties a VPC has DNS support but gives no host names. */
function setDns(id: string, properties: VpcProperties, previous: VpcProperties, context: ResourceContext): void {
  const support = isTrue(properties.EnableDnsSupport ?? true);
  const hostnames = isTrue(properties.EnableDnsHostnames);
  if (support !== isTrue(previous.EnableDnsSupport ?? true)) {
    context.invoke('ec2', 'ModifyVpcAttribute', { VpcId: id, EnableDnsSupport: { Value: support } });
  }
  if (hostnames !== isTrue(previous.EnableDnsHostnames)) {
    context.invoke('ec2', 'ModifyVpcAttribute', { VpcId: id, EnableDnsHostnames: { Value: hostnames } });
  }
}

function defaultGroup(vpc: string, context: ResourceContext): string | undefined {
  const Filters = [
    { Name: 'vpc-id', Values: [vpc] },
    { Name: 'group-name', Values: ['default'] },
  ];
  return context.invoke('ec2', 'DescribeSecurityGroups', { Filters }).SecurityGroups?.[0]?.GroupId;
}
