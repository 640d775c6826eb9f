import type {
  AttachInternetGatewayRequest,
  CreateInternetGatewayRequest,
  CreateInternetGatewayResult,
  DeleteInternetGatewayRequest,
  DescribeInternetGatewaysRequest,
  DescribeInternetGatewaysResult,
  DetachInternetGatewayRequest,
  InternetGateway,
} from '@aws-sdk/client-ec2';

import { put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { described } from './describe.ts';
import { dependencyViolation, refuse } from './errors.ts';
import { found, newId } from './find.ts';
import { ec2Of, type InternetGatewayRecord } from './state.ts';
import { aboutNew } from './tags.ts';

export const internetGatewayOperations = {
  CreateInternetGateway: createInternetGateway,
  DescribeInternetGateways: describeInternetGateways,
  AttachInternetGateway: attach,
  DetachInternetGateway: detach,
  DeleteInternetGateway: deleteInternetGateway,
};

function createInternetGateway(input: CreateInternetGatewayRequest, call: Call): CreateInternetGatewayResult {
  const tags = aboutNew('internetGateways', input.TagSpecifications, call);
  const gateway: InternetGatewayRecord = { id: newId(call.cloud.world, 'igw'), tags };
  put(ec2Of(call).internetGateways, gateway.id, gateway);
  return { InternetGateway: shape(gateway, call) };
}

function describeInternetGateways(input: DescribeInternetGatewaysRequest, call: Call): DescribeInternetGatewaysResult {
  const valuesOf = (gateway: InternetGatewayRecord) => ({
    'internet-gateway-id': gateway.id,
    'attachment.vpc-id': gateway.vpc,
    'attachment.state': gateway.vpc && 'available',
    'owner-id': call.account,
  });
  const asked = { ...input, ids: input.InternetGatewayIds };
  const { records, next } = described('internetGateways', asked, { call, valuesOf });
  return { InternetGateways: records.map((gateway) => shape(gateway, call)), ...next };
}

function attach(input: AttachInternetGatewayRequest, call: Call): object {
  const gateway = found('internetGateways', input.InternetGatewayId, call);
  const vpc = found('vpcs', input.VpcId, call);
  if (gateway.vpc) {
    refuse('Resource.AlreadyAssociated', `resource ${gateway.id} is already attached to network ${gateway.vpc}`);
  }
  if (Object.values(ec2Of(call).internetGateways).some((other) => other.vpc === vpc.id)) {
    refuse('InvalidParameterValue', `Network ${vpc.id} already has an internet gateway attached`);
  }
  gateway.vpc = vpc.id;
  return {};
}

function detach(input: DetachInternetGatewayRequest, call: Call): object {
  const gateway = found('internetGateways', input.InternetGatewayId, call);
  const vpc = found('vpcs', input.VpcId, call);
  if (gateway.vpc !== vpc.id)
    refuse('Gateway.NotAttached', `resource ${gateway.id} is not attached to network ${vpc.id}`);
  delete gateway.vpc;
  return {};
}

function deleteInternetGateway({ InternetGatewayId }: DeleteInternetGatewayRequest, call: Call): object {
  const gateway = found('internetGateways', InternetGatewayId, call);
  if (gateway.vpc) dependencyViolation(`The internetGateway '${gateway.id}' has dependencies and cannot be deleted.`);
  delete ec2Of(call).internetGateways[gateway.id];
  return {};
}

function shape(gateway: InternetGatewayRecord, { account }: Call): InternetGateway {
  return {
    InternetGatewayId: gateway.id,
    OwnerId: account,
    // An attached internet gateway says "available", not "attached".
    Attachments: gateway.vpc ? [{ VpcId: gateway.vpc, State: 'available' as never }] : [],
    Tags: tagList(gateway.tags),
  };
}
