import { own } from '../../../own.ts';
import type { Service } from '../../kernel/service.ts';
import { associateKmsKey, disassociateKmsKey } from './encryption.ts';
import { filterLogEvents } from './filter-events.ts';
import { getLogEvents } from './get-events.ts';
import { createLogGroup, deleteLogGroup, describeLogGroups } from './groups.ts';
import { putLogEvents } from './put-events.ts';
import { logGroupType } from './resource-types/log-group.ts';
import { deleteRetentionPolicy, putRetentionPolicy } from './retention.ts';
import { logGroupInventory, logGroupsOf } from './state.ts';
import { createLogStream, deleteLogStream, describeLogStreams } from './streams.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';

export const logsService: Service = {
  name: 'logs',
  operations: {
    AssociateKmsKey: associateKmsKey,
    CreateLogGroup: createLogGroup,
    CreateLogStream: createLogStream,
    DeleteLogGroup: deleteLogGroup,
    DeleteLogStream: deleteLogStream,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    DisassociateKmsKey: disassociateKmsKey,
    FilterLogEvents: filterLogEvents,
    GetLogEvents: getLogEvents,
    ListTagsForResource: listTagsForResource,
    PutLogEvents: putLogEvents,
    PutRetentionPolicy: putRetentionPolicy,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  resourceTypes: { 'AWS::Logs::LogGroup': logGroupType },
  inventory: (cloud, account) => logGroupInventory(cloud.world, account),
  tagsOf: (arn, place) => own(logGroupsOf(place), arn.split(':')[6] ?? '')?.tags,
};
