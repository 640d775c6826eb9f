import { describe, expect, it } from 'vitest';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import type { InputOf, OperationName } from '../../src/sandbox/kernel/operations.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

const StackName = 'pre-reqs';
const Tags = [{ Key: 'mlops-lab:deployment', Value: 'lab/111111111111/us-east-1' }];

function cloudFormation<O extends OperationName<'cloudformation'>>(
  { sandbox }: Rehearsal,
  operation: O,
  input: InputOf<'cloudformation', O>,
): void {
  const { id } = LAB.accounts.tools;
  const principal = { kind: 'root', account: id, arn: `arn:aws:iam::${id}:root`, userId: id } as const;
  const where = { principal, account: id, region: LAB.region, service: 'cloudformation' } as const;
  sandbox.cloud.invoke({ ...where, operation, input });
}

function pass({ sandbox }: Rehearsal, seconds: number): void {
  sandbox.cloud.advanceTo(sandbox.clock.now() + seconds * 1000);
}

function group(days: number): string {
  return `Resources: { Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: g, RetentionInDays: ${String(days)} } } }`;
}

/** Tears down while somebody else is at work on a stack; what the teardown did with it, one after the other. */
async function tornDown(rehearsal: Rehearsal): Promise<string[]> {
  expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
  return rehearsal.events.flatMap((event) => (event.type === 'stack-started' ? [event.operation] : []));
}

async function withStack(faults: readonly Fault[] = []) {
  const rehearsal = await rehearse({ faults });
  const before = rehearsal.inventory();
  cloudFormation(rehearsal, 'CreateStack', { StackName, TemplateBody: group(1), Tags });
  return { rehearsal, before };
}

describe('a teardown that meets a stack', () => {
  it('in its creation waits for its end, and deletes it then', async () => {
    const { rehearsal, before } = await withStack();
    pass(rehearsal, 3);
    expect(await tornDown(rehearsal)).toEqual(['attach', 'delete']);
    expect(rehearsal.inventory()).toEqual(before);
  });

  it('in its update waits for its end, and deletes it then', async () => {
    const { rehearsal, before } = await withStack();
    pass(rehearsal, 60);
    cloudFormation(rehearsal, 'UpdateStack', { StackName, TemplateBody: group(3), Tags });
    expect(await tornDown(rehearsal)).toEqual(['attach', 'delete']);
    expect(rehearsal.inventory()).toEqual(before);
  });

  it('in its deletion waits for its end, and finds nothing more to do', async () => {
    const { rehearsal, before } = await withStack();
    pass(rehearsal, 60);
    cloudFormation(rehearsal, 'DeleteStack', { StackName });
    expect(await tornDown(rehearsal)).toEqual(['attach']);
    expect(rehearsal.inventory()).toEqual(before);
  });

  it('in an update that cannot be rolled back continues that before it deletes it', async () => {
    const fault: Fault = { kind: 'resource', resource: 'Group', phase: 'update', reason: 'no', times: 2 };
    const { rehearsal, before } = await withStack([fault]);
    pass(rehearsal, 60);
    cloudFormation(rehearsal, 'UpdateStack', { StackName, TemplateBody: group(3), Tags });
    expect(await tornDown(rehearsal)).toEqual(['attach', 'recover', 'delete']);
    expect(rehearsal.inventory()).toEqual(before);
  });
});
