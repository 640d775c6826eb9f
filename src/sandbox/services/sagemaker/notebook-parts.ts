import type { Call } from '../../kernel/service.ts';
import { arnOf } from '../ec2/find.ts';
import { ec2Of } from '../ec2/state.ts';
import { keyToUse } from '../kms/access.ts';
import type { NotebookRecord } from './state.ts';

const NETWORK_VIEWS = ['NetworkInterfaces', 'SecurityGroups', 'Subnets', 'Vpcs'];

/**
 * Who starts a notebook puts its role, its network and its key to use, and needs leave to as whoever created it did.
 * Source: SageMaker developer guide, "API permissions: actions, permissions, and resources reference".
 */
export function expectUseOfParts(notebook: NotebookRecord, call: Call): void {
  const PassedToService = 'sagemaker.amazonaws.com';
  call.requires({
    action: 'iam:PassRole',
    resource: notebook.role,
    context: { 'iam:PassedToService': PassedToService },
  });
  if (notebook.subnet !== undefined) expectUseOfNetwork(notebook.subnet, notebook.securityGroups, call);
  if (notebook.key === undefined) return;
  const asSageMaker = { ...call, via: 'sagemaker' };
  keyToUse(asSageMaker, notebook.key, 'DescribeKey');
  call.condition('kms:GrantIsForAWSResource', 'true');
  keyToUse(asSageMaker, notebook.key, 'CreateGrant');
}

function expectUseOfNetwork(subnet: string, groups: readonly string[], call: Call): void {
  for (const view of NETWORK_VIEWS) call.requires({ action: `ec2:Describe${view}`, resource: '*' });
  const vpc = ec2Of(call).subnets[subnet]?.vpc ?? '';
  const context = { 'ec2:Vpc': arnOf('vpcs', vpc, call), 'ec2:Subnet': arnOf('subnets', subnet, call) };
  const resources = [
    arnOf('networkInterfaces', '*', call),
    arnOf('subnets', subnet, call),
    ...groups.map((group) => arnOf('securityGroups', group, call)),
  ];
  for (const resource of resources) call.requires({ action: 'ec2:CreateNetworkInterface', resource, context });
}
