import type { LabEvent } from '../../../src/events.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../../src/lab/accounts.ts';
import { STACKS, type StackId } from '../../../src/lab/stacks.ts';
import type { Rehearsal } from '../../support/rehearsal.ts';

/** A call that somebody makes by hand, past the lab and past CloudFormation. */
export type Hand = <Output>(service: string, operation: string, input: object) => Output;

export interface Stage extends Rehearsal {
  readonly hands: Readonly<Record<AccountRole, Hand>>;
  /** The physical id that a stack knows a resource by. */
  idOf(stack: StackId, logicalId: string): string;
}

/** With hands in all accounts of the lab. */
export function staged(rehearsal: Rehearsal): Stage {
  const hands = Object.fromEntries(ACCOUNT_ROLES.map((role) => [role, handIn(rehearsal, role)])) as Stage['hands'];
  return {
    ...rehearsal,
    hands,
    idOf(stack, LogicalResourceId) {
      const input = { StackName: STACKS[stack].workshopName, LogicalResourceId };
      const { StackResourceDetail } = hands[STACKS[stack].account]<{
        StackResourceDetail: { PhysicalResourceId: string };
      }>('cloudformation', 'DescribeStackResource', input);
      return StackResourceDetail.PhysicalResourceId;
    },
  };
}

function handIn({ sandbox, context: { lab } }: Rehearsal, role: AccountRole): Hand {
  const { id: account } = lab.accounts[role];
  const principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account } as const;
  return <Output>(service: string, operation: string, input: object) =>
    sandbox.cloud.answer({ principal, account, region: lab.region, service, operation, input }) as Output;
}

/** Which stacks were touched, and how, each by itself. */
export function operationsIn(events: readonly LabEvent[]): Partial<Record<StackId, string[]>> {
  const operations: Partial<Record<StackId, string[]>> = {};
  for (const event of events) {
    if (event.type === 'stack-started') (operations[event.stack] ??= []).push(event.operation);
  }
  return operations;
}

/** What became of which resources, as events tell it. */
export function touchedIn(events: readonly LabEvent[]): string[] {
  const touched = events.flatMap((event) =>
    event.type === 'resource' && event.status.endsWith('_COMPLETE') && event.logicalId !== event.stackName
      ? [`${event.logicalId} ${event.status}`]
      : [],
  );
  return [...new Set(touched)].sort();
}
