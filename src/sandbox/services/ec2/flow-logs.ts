import type {
  CreateFlowLogsRequest,
  CreateFlowLogsResult,
  DeleteFlowLogsRequest,
  DeleteFlowLogsResult,
  DescribeFlowLogsRequest,
  DescribeFlowLogsResult,
  FlowLog,
} from '@aws-sdk/client-ec2';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { passRole } from '../iam/role-use.ts';
import { described } from './describe.ts';
import { refuse, required } from './errors.ts';
import { found, type Kind, newId } from './find.ts';
import { ec2Of, type FlowLogRecord } from './state.ts';
import { aboutNew } from './tags.ts';
import { put } from '../../../own.ts';

export const flowLogOperations = {
  CreateFlowLogs: createFlowLogs,
  DescribeFlowLogs: describeFlowLogs,
  DeleteFlowLogs: deleteFlowLogs,
};

const WATCHED: Readonly<Record<string, Kind>> = {
  VPC: 'vpcs',
  Subnet: 'subnets',
  NetworkInterface: 'networkInterfaces',
};

const TRAFFIC = ['ACCEPT', 'REJECT', 'ALL'];

/** Source: EC2 API reference, CreateFlowLogs; VPC guide, "IAM role for publishing flow logs to CloudWatch Logs". */
function createFlowLogs(input: CreateFlowLogsRequest, call: Call): CreateFlowLogsResult {
  const tags = aboutNew('flowLogs', input.TagSpecifications, call);
  const kind =
    WATCHED[input.ResourceType ?? ''] ?? refuse('InvalidParameter', `Unknown resource type ${input.ResourceType}`);
  const watched = required(input.ResourceIds, 'ResourceIds').map((id) => found(kind, id, call).id);
  const TrafficType = input.TrafficType ?? 'ALL';
  if (!TRAFFIC.includes(TrafficType)) refuse('InvalidParameter', `Unknown traffic type ${TrafficType}`);
  const { role, logGroup } = destinationOf(input);
  passRole(call, role, 'vpc-flow-logs.amazonaws.com');
  const made = watched.map((resource): FlowLogRecord => {
    const held = Object.values(ec2Of(call).flowLogs);
    if (
      held.some(
        (other) => other.resource === resource && other.logGroup === logGroup && other.trafficType === TrafficType,
      )
    )
      refuse('FlowLogAlreadyExists', `There is an existing Flow Log with the same configuration and log destination.`);
    const id = newId(call.cloud.world, 'fl');
    return { id, resource, trafficType: TrafficType, logGroup, role, createdAt: call.now, tags };
  });
  for (const flowLog of made) put(ec2Of(call).flowLogs, flowLog.id, flowLog);
  return { FlowLogIds: made.map(({ id }) => id), Unsuccessful: [] };
}

function destinationOf(input: CreateFlowLogsRequest): { readonly role: string; readonly logGroup: string } {
  const type = input.LogDestinationType ?? 'cloud-watch-logs';
  if (type !== 'cloud-watch-logs') {
    throw new AwsError(
      'NotImplemented',
      `the sandbox implements flow logs to CloudWatch Logs only, not to ${type}`,
      501,
    );
  }
  const role = input.DeliverLogsPermissionArn;
  if (!role) {
    return refuse(
      'InvalidParameter',
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    );
  }
  const logGroup = input.LogGroupName ?? input.LogDestination?.split(':')[6];
  if (!logGroup) return refuse('InvalidParameter', 'LogDestination or LogGroupName must be provided.');
  return { role, logGroup };
}

function describeFlowLogs(input: DescribeFlowLogsRequest, call: Call): DescribeFlowLogsResult {
  const valuesOf = (flowLog: FlowLogRecord) => ({
    'deliver-log-status': 'SUCCESS',
    'flow-log-id': flowLog.id,
    'log-destination-type': 'cloud-watch-logs',
    'log-group-name': flowLog.logGroup,
    'resource-id': flowLog.resource,
    'traffic-type': flowLog.trafficType,
  });
  const asked = { ...input, Filters: input.Filter, ids: input.FlowLogIds };
  const { records, next } = described('flowLogs', asked, { call, valuesOf });
  return { FlowLogs: records.map(shape), ...next };
}

function deleteFlowLogs({ FlowLogIds }: DeleteFlowLogsRequest, call: Call): DeleteFlowLogsResult {
  for (const id of required(FlowLogIds, 'FlowLogIds').map((each) => found('flowLogs', each, call).id)) {
    delete ec2Of(call).flowLogs[id];
  }
  return { Unsuccessful: [] };
}

function shape(flowLog: FlowLogRecord): FlowLog {
  return {
    FlowLogId: flowLog.id,
    FlowLogStatus: 'ACTIVE',
    DeliverLogsStatus: 'SUCCESS',
    ResourceId: flowLog.resource,
    TrafficType: flowLog.trafficType,
    LogDestinationType: 'cloud-watch-logs',
    LogGroupName: flowLog.logGroup,
    DeliverLogsPermissionArn: flowLog.role,
    MaxAggregationInterval: 600,
    CreationTime: new Date(flowLog.createdAt),
    Tags: tagList(flowLog.tags),
  };
}
