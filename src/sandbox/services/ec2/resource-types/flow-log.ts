import type { CreateFlowLogsRequest } from '@aws-sdk/client-ec2';

import { ifPresent } from '../../../kernel/absence.ts';
import { given, refuseUnknown, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { tagSpecifications, updateTags } from './tags.ts';

const DESTINATION = ['DeliverLogsPermissionArn', 'LogDestination', 'LogDestinationType', 'LogGroupName'] as const;
const PROPERTIES = ['ResourceId', 'ResourceType', 'TrafficType', 'Tags', ...DESTINATION];

type FlowLogProperties = PropertiesOf<
  CreateFlowLogsRequest,
  'ResourceType',
  (typeof DESTINATION)[number] | 'TrafficType'
> & {
  readonly ResourceId: string;
};

export const flowLogType: ResourceType<FlowLogProperties> = {
  seconds: { create: 4, update: 3, delete: 3 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::FlowLog', properties, PROPERTIES);
    const made = context.invoke('ec2', 'CreateFlowLogs', {
      ...given(properties, [...DESTINATION, 'ResourceType', 'TrafficType']),
      ResourceIds: [properties.ResourceId],
      ...tagSpecifications('vpc-flow-log', properties, context),
    });
    return { physicalId: made.FlowLogIds?.[0] ?? '' };
  },
  update: updateTags,
  delete(id, _properties, context) {
    ifPresent(['InvalidFlowLogId.NotFound'], () => context.invoke('ec2', 'DeleteFlowLogs', { FlowLogIds: [id] }));
  },
  attributes: (id) => ({ Id: id }),
};
