import type { CreateFlowLogsResult } from '@aws-sdk/client-ec2';

import { ifPresent } from '../../../kernel/absence.ts';
import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceType } from '../../../kernel/service.ts';
import { tagSpecifications, updateTags } from './tags.ts';
import { own } from '../../../../own.ts';

const DESTINATION = ['DeliverLogsPermissionArn', 'LogDestination', 'LogDestinationType', 'LogGroupName'];
const PROPERTIES = ['ResourceId', 'ResourceType', 'TrafficType', 'Tags', ...DESTINATION];

export const flowLogType: ResourceType = {
  seconds: { create: 4, update: 3, delete: 3 },
  create(properties, context) {
    refuseUnknown('AWS::EC2::FlowLog', properties, PROPERTIES);
    const made = context.invoke<CreateFlowLogsResult>('ec2', 'CreateFlowLogs', {
      ...given(properties, [...DESTINATION, 'ResourceType', 'TrafficType']),
      ResourceIds: [properties['ResourceId']],
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

function given(properties: Properties, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (own(properties, name) === undefined ? [] : [[name, own(properties, name)]])),
  );
}
