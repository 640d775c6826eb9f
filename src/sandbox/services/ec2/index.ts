import { AwsError } from '../../kernel/aws-error.ts';
import type { Call, Operation, Service } from '../../kernel/service.ts';
import { endpointOperations } from './endpoints.ts';
import { flowLogOperations } from './flow-logs.ts';
import { internetGatewayOperations } from './internet-gateways.ts';
import { inventory } from './inventory.ts';
import { networkInterfaceOperations } from './network-interfaces.ts';
import { endpointServiceOperations } from './describe-endpoint-services.ts';
import { prefixListOperations } from './prefix-lists.ts';
import { regionOperations } from './regions.ts';
import { endpointType } from './resource-types/endpoint.ts';
import { flowLogType } from './resource-types/flow-log.ts';
import { internetGatewayType } from './resource-types/internet-gateway.ts';
import { gatewayAttachmentType } from './resource-types/gateway-attachment.ts';
import { routeTableType } from './resource-types/route-table.ts';
import { routeType } from './resource-types/route.ts';
import { securityGroupRuleType } from './resource-types/security-group-rule.ts';
import { securityGroupType } from './resource-types/security-group.ts';
import { subnetRouteTableAssociationType } from './resource-types/subnet-route-table-association.ts';
import { subnetType } from './resource-types/subnet.ts';
import { vpcType } from './resource-types/vpc.ts';
import { routeTableAssociationOperations } from './route-table-associations.ts';
import { routeTableOperations } from './route-tables.ts';
import { routeOperations } from './routes.ts';
import { securityGroupRuleOperations } from './security-group-rules.ts';
import { securityGroupOperations } from './security-groups.ts';
import { nextChange } from './state.ts';
import { subnetOperations } from './subnets.ts';
import { tagOperations, tagsOfResource } from './tags.ts';
import { vpcOperations } from './vpcs.ts';
import { zoneOperations } from './zones.ts';

export const ec2Service: Service = {
  name: 'ec2',
  operations: withDryRun({
    ...vpcOperations,
    ...subnetOperations,
    ...routeTableOperations,
    ...routeTableAssociationOperations,
    ...routeOperations,
    ...internetGatewayOperations,
    ...securityGroupOperations,
    ...securityGroupRuleOperations,
    ...endpointOperations,
    ...networkInterfaceOperations,
    ...flowLogOperations,
    ...prefixListOperations,
    ...tagOperations,
    ...zoneOperations,
    ...regionOperations,
    ...endpointServiceOperations,
  }),
  resourceTypes: {
    'AWS::EC2::VPC': vpcType,
    'AWS::EC2::Subnet': subnetType,
    'AWS::EC2::RouteTable': routeTableType,
    'AWS::EC2::Route': routeType,
    'AWS::EC2::SubnetRouteTableAssociation': subnetRouteTableAssociationType,
    'AWS::EC2::InternetGateway': internetGatewayType,
    'AWS::EC2::VPCGatewayAttachment': gatewayAttachmentType,
    'AWS::EC2::VPCEndpoint': endpointType,
    'AWS::EC2::FlowLog': flowLogType,
    'AWS::EC2::SecurityGroup': securityGroupType,
    'AWS::EC2::SecurityGroupIngress': securityGroupRuleType('Ingress'),
    'AWS::EC2::SecurityGroupEgress': securityGroupRuleType('Egress'),
  },
  nextDue: nextChange,
  inventory,
  tagsOf: tagsOfResource,
};

/** Every operation of EC2 can be asked whether it would be allowed. */
function withDryRun(operations: Readonly<Record<string, Operation>>): Record<string, Operation> {
  const asked = (operation: Operation) => (input: { readonly DryRun?: boolean }, call: Call) => {
    if (input.DryRun) {
      throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
    }
    return operation(input as never, call);
  };
  return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, asked(operation)]));
}
