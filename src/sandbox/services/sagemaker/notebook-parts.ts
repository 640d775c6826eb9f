import type { Call } from '../../kernel/service.ts';
import { arnOf, networkContext } from '../ec2/find.ts';
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

/** Who deletes a notebook takes its interface out of the network, and has its key looked up. Source: as above. */
export function expectRemovalOfParts({ networkInterface, key }: NotebookRecord, call: Call): void {
  if (networkInterface !== undefined) {
    call.requires({
      action: 'ec2:DeleteNetworkInterface',
      resource: arnOf('networkInterfaces', networkInterface, call),
      context: networkContext('networkInterfaces', networkInterface, call),
    });
  }
  if (key !== undefined) keyToUse({ ...call, via: 'sagemaker' }, key, 'DescribeKey');
}

function expectUseOfNetwork(subnet: string, groups: readonly string[], call: Call): void {
  for (const view of NETWORK_VIEWS) call.requires({ action: `ec2:Describe${view}`, resource: '*' });
  const action = 'ec2:CreateNetworkInterface';
  call.requires({ action, resource: arnOf('networkInterfaces', '*', call) });
  const places = [['subnets', subnet] as const, ...groups.map((group) => ['securityGroups', group] as const)];
  for (const [kind, id] of places) {
    call.requires({ action, resource: arnOf(kind, id, call), context: networkContext(kind, id, call) });
  }
}
