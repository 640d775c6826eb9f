import type { VpcConfig } from '@aws-sdk/client-sagemaker';

import type { Call } from '../../kernel/service.ts';
import { ec2Of } from '../ec2/state.ts';
import { invalid } from './errors.ts';

/** What a job or model is to be attached to must be there. */
export function expectVpc(vpc: VpcConfig | undefined, call: Call): void {
  if (!vpc) return;
  const { Subnets = [], SecurityGroupIds = [] } = vpc;
  if (Subnets.length === 0 || SecurityGroupIds.length === 0) {
    invalid('VpcConfig needs at least one subnet and one security group.');
  }
  const { subnets, securityGroups } = ec2Of(call);
  const noSubnet = Subnets.find((id) => !subnets[id]);
  if (noSubnet !== undefined) invalid(`The subnet ID '${noSubnet}' does not exist`);
  const noGroup = SecurityGroupIds.find((id) => !securityGroups[id]);
  if (noGroup !== undefined) invalid(`The security group '${noGroup}' does not exist`);
}
