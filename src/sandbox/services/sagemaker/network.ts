import type { VpcConfig } from '@aws-sdk/client-sagemaker';

import { own } from '../../../own.ts';
import type { Call, Operation } from '../../kernel/service.ts';
import { arnOf, found, networkContext } from '../ec2/find.ts';
import { freeAddress } from '../ec2/service-interfaces.ts';
import { ec2Of } from '../ec2/state.ts';
import { invalid } from './errors.ts';
import { actorOf, type Actor } from './roles.ts';

/** What a job or model is to be attached to must be there. */
export function expectVpc(vpc: VpcConfig | undefined, call: Call): void {
  if (!vpc) return;
  const { Subnets = [], SecurityGroupIds = [] } = vpc;
  if (Subnets.length === 0 || SecurityGroupIds.length === 0) {
    invalid('VpcConfig needs at least one subnet and one security group.');
  }
  const { subnets, securityGroups } = ec2Of(call);
  const noSubnet = Subnets.find((id) => !own(subnets, id));
  if (noSubnet !== undefined) invalid(`The subnet ID '${noSubnet}' does not exist`);
  const noGroup = SecurityGroupIds.find((id) => !own(securityGroups, id));
  if (noGroup !== undefined) invalid(`The security group '${noGroup}' does not exist`);
}

const VIEWS = ['NetworkInterfaces', 'Vpcs', 'DhcpOptions', 'Subnets', 'SecurityGroups'];
const DEEDS = ['CreateNetworkInterfacePermission', 'DeleteNetworkInterface', 'DeleteNetworkInterfacePermission'];

/**
 * What the role of a job or model needs for SageMaker to attach it to a network, and to leave it again. Source: SageMaker
 * developer guide, "How to use SageMaker AI execution roles" (permissions for CreateTrainingJob and CreateModel).
 */
export function expectUseOfVpc(vpc: VpcConfig | undefined, { place, principal }: Actor): void {
  if (!vpc) return;
  const { account, region, cloud } = place;
  const ask = (operation: string, asked: Operation) =>
    cloud.carryOut({ principal, account, region, service: 'ec2', operation, input: {} }, asked);
  const { Subnets = [], SecurityGroupIds = [] } = vpc;
  for (const view of VIEWS) ask(`Describe${view}`, () => ({}));
  ask('CreateNetworkInterface', (_input, call) => {
    for (const id of Subnets) found('subnets', id, call);
    for (const id of SecurityGroupIds) found('securityGroups', id, call);
    call.about(arnOf('networkInterfaces', '*', call));
    return {};
  });
  for (const deed of DEEDS) ask(deed, (_input, call) => aboutInterfaces(Subnets, call));
}

/** Each interface is in the VPC of its subnet. */
function aboutInterfaces(subnets: readonly string[], call: Call): object {
  for (const id of subnets) {
    const context = { ...networkContext('subnets', id, call), 'ec2:Subnet': arnOf('subnets', id, call) };
    call.requires({ resource: arnOf('networkInterfaces', '*', call), context });
  }
  return {};
}

/** The actor as the container of a job in a network: what it reads and writes goes through that. */
export function withinVpc(vpc: VpcConfig | undefined, { place, principal }: Actor): Actor {
  const subnet = vpc?.Subnets?.[0];
  if (subnet === undefined) return actorOf(principal, place);
  const record = own(ec2Of(place).subnets, subnet);
  const { account, region } = place;
  const network = {
    account,
    region,
    vpc: record?.vpc ?? '',
    subnet,
    securityGroups: vpc?.SecurityGroupIds ?? [],
    address: record ? freeAddress(record, Object.values(ec2Of(place).networkInterfaces)) : '',
  };
  return actorOf({ ...principal, network }, place);
}
