import type { AttachInternetGatewayRequest } from '@aws-sdk/client-ec2';

import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';

type Attachment = PropertiesOf<AttachInternetGatewayRequest, 'InternetGatewayId' | 'VpcId'>;

/** What says that there is nothing attached any more. */
const DETACHED = ['Gateway.NotAttached', 'InvalidInternetGatewayID.NotFound', 'InvalidVpcID.NotFound'];

export const gatewayAttachmentType: ResourceType<Attachment> = {
  seconds: { create: 16, update: 16, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::VPCGatewayAttachment', properties, ['VpcId', 'InternetGatewayId']);
    context.invoke('ec2', 'AttachInternetGateway', attachment(properties));
    return { physicalId: `IGW|${properties.VpcId}` };
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

function attachment({ InternetGatewayId, VpcId }: Attachment): Attachment {
  return { InternetGatewayId, VpcId };
}
