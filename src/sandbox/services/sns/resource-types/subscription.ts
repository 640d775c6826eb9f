import type { SubscribeInput } from '@aws-sdk/client-sns';

import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';

const PROPERTIES = ['TopicArn', 'Protocol', 'Endpoint'];

export const subscriptionType: ResourceType<PropertiesOf<SubscribeInput, 'TopicArn' | 'Protocol', 'Endpoint'>> = {
  seconds: { create: 3, update: 3, delete: 3 },
  create(properties, context) {
    refuseUnknown('AWS::SNS::Subscription', properties, PROPERTIES);
    const input = { ...properties, ReturnSubscriptionArn: true };
    const { SubscriptionArn = '' } = context.invoke('sns', 'Subscribe', input);
    return { physicalId: SubscriptionArn };
  },
  delete(physicalId, _properties, context) {
    const input = { SubscriptionArn: physicalId };
    ifPresent(['NotFound'], () => {
      context.invoke('sns', 'GetSubscriptionAttributes', input);
      context.invoke('sns', 'Unsubscribe', input);
    });
  },
  attributes: (physicalId) => ({ Arn: physicalId }),
};
