import { describe, expect, it } from 'vitest';

import type { Service } from '../../../src/sandbox/kernel/service.ts';
import { World } from '../../../src/sandbox/kernel/world.ts';
import { settle, stage, things, type Stage } from './stage.ts';

const inner = (extra: object) =>
  things(
    { T: { Name: { Ref: 'Name' }, ...extra } },
    { Parameters: { Name: { Type: 'String' } }, Outputs: { Out: { Value: { Ref: 'T' } } } },
  );

/** Templates by their key. */
const s3: Service = {
  name: 's3',
  operations: {
    GetObject: ({ Key }: { Key: string }) => ({
      Body: Buffer.from(
        Key === 'good' ? inner({}) : Key === 'bigger' ? inner({ Size: 2 }) : inner({ Refuse: 'update', Size: 3 }),
      ),
    }),
  },
};

const outer = (key: string, rest: Record<string, Record<string, unknown>> = {}) =>
  JSON.stringify({
    Resources: {
      Nest: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: `https://b.s3.amazonaws.com/${key}`, Parameters: { Name: 'egg' } },
      },
      After: {
        Type: 'Test::Shelf::Thing',
        Properties: { Name: 'after', Of: { 'Fn::GetAtt': ['Nest', 'Outputs.Out'] }, ...rest['After'] },
      },
    },
  });

function nested(): Stage {
  const made = stage({ services: [s3] });
  made.call('CreateStack', { StackName: 'tree', TemplateBody: outer('good') });
  made.settled('tree');
  return made;
}

function innerStack(made: Stage): { StackName?: string; ParentId?: string; StackStatus?: string } | undefined {
  return made
    .call<{ Stacks: { StackName: string; ParentId?: string }[] }>('DescribeStacks', {})
    .Stacks.find(({ ParentId }) => ParentId);
}

describe('a stack within a stack', () => {
  it('is created, updated and deleted with it', () => {
    const made = nested();
    expect(made.shelf().things).toMatchObject({ egg: {}, after: { properties: { Of: 'egg' } } });
    expect(innerStack(made)).toMatchObject({ ParentId: made.describe('tree').StackId, StackStatus: 'CREATE_COMPLETE' });
    made.call('UpdateStack', { StackName: 'tree', TemplateBody: outer('bigger') });
    expect(made.settled('tree').StackStatus).toBe('UPDATE_COMPLETE');
    expect(made.shelf().things['egg']?.properties).toMatchObject({ Size: 2 });
    made.call('DeleteStack', { StackName: 'tree' });
    expect(made.settled('tree').StackStatus).toBe('DELETE_COMPLETE');
    expect(made.shelf().things).toEqual({});
    expect(made.cloud.inventory('111111111111')).toEqual([]);
  });

  it('fails the outer one when it fails', () => {
    const made = nested();
    made.call('UpdateStack', { StackName: 'tree', TemplateBody: outer('bad') });
    expect(made.settled('tree').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const reasons = made.eventRecords('tree').map(({ ResourceStatusReason }) => ResourceStatusReason ?? '');
    expect(
      reasons.some((reason) =>
        /^Embedded stack arn:.* was not successfully updated: The following resource\(s\) failed to update: \[T\]/.test(
          reason,
        ),
      ),
    ).toBe(true);
  });

  it('goes on with the outer one wherever both were cut off', () => {
    const snapshots: string[] = [];
    const made = stage({ services: [s3] });
    made.cloud.onStackEvent(() => snapshots.push(made.cloud.world.snapshot()));
    made.call('CreateStack', { StackName: 'tree', TemplateBody: outer('good') });
    settle(made.cloud);
    expect(snapshots.length).toBeGreaterThan(10);
    for (const snapshot of snapshots) {
      const { cloud } = stage({ services: [s3], world: World.restore(snapshot) });
      settle(cloud);
      expect(cloud.world.snapshot()).toBe(made.cloud.world.snapshot());
    }
  });

  it('shares the termination protection of its root', () => {
    const made = nested();
    const inner = innerStack(made)?.StackName;
    const protection = (StackName: string | undefined, EnableTerminationProtection: boolean) =>
      made.call('UpdateTerminationProtection', { StackName, EnableTerminationProtection });
    expect(() => protection(inner, true)).toThrow('is set on its root stack');
    protection('tree', true);
    expect(innerStack(made)).toMatchObject({ EnableTerminationProtection: true });
    expect(() => made.call('DeleteStack', { StackName: inner })).toThrow('TerminationProtection is enabled');
    expect(() => made.call('DeleteStack', { StackName: 'tree' })).toThrow('TerminationProtection is enabled');
    const without = JSON.stringify({ Resources: { After: { Type: 'Test::Shelf::Thing', Properties: { Name: 'z' } } } });
    made.call('UpdateStack', { StackName: 'tree', TemplateBody: without });
    expect(made.settled('tree').StackStatus).toBe('UPDATE_COMPLETE');
    expect(innerStack(made)).toBeUndefined();
    protection('tree', false);
    made.call('DeleteStack', { StackName: 'tree' });
    expect(made.settled('tree').StackStatus).toBe('DELETE_COMPLETE');
  });

  it('is rolled back with the outer one whose rollback was disabled', () => {
    const made = nested();
    made.call('UpdateStack', { StackName: 'tree', TemplateBody: outer('bad'), DisableRollback: true });
    expect(made.settled('tree').StackStatus).toBe('UPDATE_FAILED');
    expect(innerStack(made)).toMatchObject({ StackStatus: 'UPDATE_FAILED' });
    made.call('RollbackStack', { StackName: 'tree' });
    expect(made.settled('tree').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(innerStack(made)).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
  });
});
