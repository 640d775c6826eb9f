import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceType } from '../../../kernel/service.ts';

/** What says that there is nothing attached any more. */
const DETACHED = ['Gateway.NotAttached', 'InvalidInternetGatewayID.NotFound', 'InvalidVpcID.NotFound'];

export const gatewayAttachmentType: ResourceType = {
  seconds: { create: 16, update: 16, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::VPCGatewayAttachment', properties, ['VpcId', 'InternetGatewayId']);
    context.invoke('ec2', 'AttachInternetGateway', attachment(properties));
    return { physicalId: `IGW|${String(properties['VpcId'])}` };
  },
  update(_physicalId, properties, previous, context) {
    ifPresent(DETACHED, () => context.invoke('ec2', 'DetachInternetGateway', attachment(previous)));
    context.invoke('ec2', 'AttachInternetGateway', attachment(properties));
  },
  delete(_physicalId, properties, context) {
    ifPresent(DETACHED, () => context.invoke('ec2', 'DetachInternetGateway', attachment(properties)));
  },
  attributes: () => ({ AttachmentType: 'IGW' }),
};

function attachment({ InternetGatewayId, VpcId }: Properties): object {
  return { InternetGatewayId, VpcId };
}
