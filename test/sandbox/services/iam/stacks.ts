import type { Stack, StackEvent } from '@aws-sdk/client-cloudformation';

import type { Accounts } from './accounts.ts';

/** What CloudFormation made of a template, once nothing is left to do. */
export interface StackResult {
  readonly status: string | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  /** `logicalId: reason` of each resource that failed. */
  readonly failures: readonly string[];
  readonly seconds: number;
}

export interface Stacks {
  create(template: string, parameters?: Readonly<Record<string, string>>): StackResult;
  update(template: string): StackResult;
  remove(): StackResult;
}

/** One stack of the Tools account. */
export function stackOf({ cloud, call }: Accounts): Stacks {
  const how = { service: 'cloudformation' };
  const StackName = 'network';
  const Capabilities = ['CAPABILITY_NAMED_IAM'];
  const run = (operation: string, input: object): StackResult => {
    const begun = cloud.world.now;
    const { StackId = described()?.StackId } = call<{ StackId?: string }>(operation, { StackName, ...input }, how);
    for (let due = cloud.nextDue(); due !== undefined; due = cloud.nextDue()) cloud.advanceTo(due);
    const stack = described(StackId);
    const { StackEvents } = call<{ StackEvents: StackEvent[] }>('DescribeStackEvents', { StackName: StackId }, how);
    return {
      status: stack?.StackStatus,
      outputs: Object.fromEntries((stack?.Outputs ?? []).map((one) => [one.OutputKey ?? '', one.OutputValue ?? ''])),
      failures: StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED')).map(
        (event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`,
      ),
      seconds: (cloud.world.now - begun) / 1000,
    };
  };
  const described = (name = StackName): Stack | undefined =>
    call<{ Stacks: Stack[] }>('DescribeStacks', { StackName: name }, how).Stacks[0];
  return {
    create: (TemplateBody, parameters = {}) =>
      run('CreateStack', {
        TemplateBody,
        Capabilities,
        Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
        Tags: [{ Key: 'lab', Value: 'one' }],
      }),
    update: (TemplateBody) => run('UpdateStack', { TemplateBody, Capabilities, Tags: [{ Key: 'lab', Value: 'one' }] }),
    remove: () => run('DeleteStack', { StackName: described()?.StackId }),
  };
}
