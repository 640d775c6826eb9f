import type { Change, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';

import type { Service } from '../../../src/sandbox/kernel/service.ts';
import { logsService } from '../../../src/sandbox/services/logs/index.ts';
import { thingType } from './shelf.ts';
import { first, settle, stage, things, type Stage } from './stage.ts';

const { update: _, ...fixed } = thingType(2);
const logs: Service = {
  name: 'logs',
  operations: {},
  resourceTypes: { 'AWS::Logs::LogGroup': thingType(2), 'Test::Logs::Fixed': fixed },
};

function proposed(made: Stage, input: object): DescribeChangeSetOutput {
  const request = { StackName: 'shop', ChangeSetName: 'plan', ...input };
  const { Id } = made.call<{ Id: string }>('CreateChangeSet', request);
  made.cloud.advanceTo(made.cloud.world.now + 2000);
  return made.call('DescribeChangeSet', { ChangeSetName: Id, IncludePropertyValues: true });
}

function created(body: string): Stage {
  const made = stage({ services: [logs] });
  made.call('CreateStack', { StackName: 'shop', TemplateBody: body });
  made.settled('shop');
  return made;
}

describe('a change set for a new stack', () => {
  it('hangs on a stack in review and creates it when it is executed', () => {
    const made = stage();
    const change = {
      StackName: 'shop',
      ChangeSetName: 'plan',
      ChangeSetType: 'CREATE',
      TemplateBody: things({ A: { Name: 'a' } }),
    };
    made.call('CreateChangeSet', change);
    expect(made.describe('shop').StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect(made.call('DescribeChangeSet', { StackName: 'shop', ChangeSetName: 'plan' })).toMatchObject({
      Status: 'CREATE_PENDING',
      ExecutionStatus: 'UNAVAILABLE',
    });
    expect(() => made.call('ExecuteChangeSet', { StackName: 'shop', ChangeSetName: 'plan' })).toThrow(
      'cannot be executed in its current status of [CREATE_PENDING]',
    );
    made.cloud.advanceTo(made.cloud.world.now + 2000);
    expect(made.call('ListChangeSets', { StackName: 'shop' })).toMatchObject({
      Summaries: [{ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' }],
    });
    made.call('ExecuteChangeSet', { StackName: 'shop', ChangeSetName: 'plan' });
    expect(made.settled('shop').StackStatus).toBe('CREATE_COMPLETE');
    expect(made.call('DescribeChangeSet', { StackName: 'shop', ChangeSetName: 'plan' })).toMatchObject({
      ExecutionStatus: 'EXECUTE_COMPLETE',
    });
    expect(() => made.call('CreateChangeSet', { ...change, ChangeSetName: 'again' })).toThrow(
      'Stack [shop] already exists and cannot be created again with the changeSet [again].',
    );
  });

  it('deletes the stack on failure where it says so', () => {
    const made = stage();
    proposed(made, {
      ChangeSetType: 'CREATE',
      OnStackFailure: 'DELETE',
      TemplateBody: things({ A: { Refuse: 'create' } }),
    });
    made.call('ExecuteChangeSet', { StackName: 'shop', ChangeSetName: 'plan' });
    expect(made.settled('shop').StackStatus).toBe('DELETE_COMPLETE');
  });

  it('lists everything as new', () => {
    const { Changes } = proposed(stage(), {
      ChangeSetType: 'CREATE',
      TemplateBody: things({ A: { Name: 'a' }, B: { Of: { 'Fn::Sub': 'x-${A}' } } }),
    });
    expect(Changes?.map(({ ResourceChange }) => [ResourceChange?.Action, ResourceChange?.LogicalResourceId])).toEqual([
      ['Add', 'A'],
      ['Add', 'B'],
    ]);
    expect(Changes?.[1]?.ResourceChange?.AfterContext).toBe(
      '{"Properties":{"Of":"x-{{changeSet:KNOWN_AFTER_APPLY}}"}}',
    );
  });

  it('fails where properties do not fit, and says where', () => {
    const made = stage({ services: [logs] });
    const TemplateBody = things({ L: { Type: 'AWS::Logs::LogGroup', RetentionInDays: 'long', Name: 'x' } });
    const { Status, StatusReason, ChangeSetId } = proposed(made, { ChangeSetType: 'CREATE', TemplateBody });
    expect(Status).toBe('FAILED');
    expect(StatusReason).toContain('[AWS::EarlyValidation::PropertyValidation]');
    expect(made.call('DescribeEvents', { ChangeSetName: ChangeSetId, Filters: { FailedEvents: true } })).toMatchObject({
      OperationEvents: [
        {
          EventType: 'VALIDATION_ERROR',
          ValidationPath: '/Resources/L/Properties',
          ValidationStatusReason: 'extraneous key [Name] is not permitted',
        },
        { EventType: 'VALIDATION_ERROR', ValidationPath: '/Resources/L/Properties/RetentionInDays' },
      ],
    });
  });
});

describe('early validation', () => {
  const taken = JSON.stringify({
    Resources: { L: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'taken' } } },
  });

  function refused() {
    const made = stage({ services: [logsService] });
    made.call('CreateStack', { StackName: 'owner', TemplateBody: taken });
    settle(made.cloud);
    return { made, changeSet: proposed(made, { ChangeSetType: 'CREATE', TemplateBody: taken }) };
  }

  it('finds a name that is taken, and tells which by the change set alone', () => {
    const { made, changeSet } = refused();
    expect(changeSet).toMatchObject({
      Status: 'FAILED',
      StatusReason: expect.stringContaining('[AWS::EarlyValidation::ResourceExistenceCheck]') as string,
    });
    expect(made.call('DescribeEvents', { ChangeSetName: changeSet.ChangeSetId })).toMatchObject({
      OperationEvents: [
        {
          OperationType: 'CREATE_CHANGESET',
          EventType: 'VALIDATION_ERROR',
          LogicalResourceId: 'L',
          ResourceType: 'AWS::Logs::LogGroup',
          ValidationName: 'NAME_CONFLICT_VALIDATION',
          ValidationPath: '/Resources/L',
          ValidationStatusReason: "Resource of type 'AWS::Logs::LogGroup' with identifier 'taken' already exists.",
        },
      ],
    });
    const ofStack = made.call<{ OperationEvents: object[] }>('DescribeEvents', { StackName: 'shop' });
    expect(ofStack.OperationEvents).toEqual([]);
  });

  it('imports what exists as long as there is nothing to import', () => {
    const made = stage({ services: [logsService] });
    const input = { ChangeSetType: 'CREATE', ImportExistingResources: true, TemplateBody: taken };
    expect(proposed(made, input)).toMatchObject({ Status: 'CREATE_COMPLETE', ImportExistingResources: true });
    made.call('ExecuteChangeSet', { StackName: 'shop', ChangeSetName: 'plan' });
    expect(made.settled('shop').StackStatus).toBe('CREATE_COMPLETE');
    expect(proposed(made, { ...input, StackName: 'other' })).toMatchObject({
      Status: 'FAILED',
      StatusReason: expect.stringMatching(/^the sandbox does not implement the import of resources/) as string,
    });
  });

  it('keeps its reasons as long as the change set, whatever becomes of others', () => {
    const { made, changeSet } = refused();
    const other = proposed(made, { ChangeSetType: 'CREATE', ChangeSetName: 'other', TemplateBody: taken });
    made.call('DeleteChangeSet', { ChangeSetName: other.ChangeSetId });
    expect(made.call('DescribeEvents', { ChangeSetName: changeSet.ChangeSetId })).toMatchObject({
      OperationEvents: [{ LogicalResourceId: 'L', EventType: 'VALIDATION_ERROR' }],
    });
  });

  it('forgets its reasons with the change set', () => {
    const { made, changeSet } = refused();
    const noted = () => {
      const input = { StackName: 'shop', OperationId: changeSet.ChangeSetId };
      return made.call<{ OperationEvents: object[] }>('DescribeEvents', input).OperationEvents.length;
    };
    expect(noted()).toBe(1);
    made.call('DeleteChangeSet', { ChangeSetName: changeSet.ChangeSetId });
    expect(noted()).toBe(0);
    expect(() => made.call('DescribeEvents', { ChangeSetName: changeSet.ChangeSetId })).toThrow(
      expect.objectContaining({ code: 'ChangeSetNotFound' }) as Error,
    );
  });
});

describe('a change set for a stack that exists', () => {
  const P = { Parameters: { P: { Type: 'String', Default: '1' } } };
  const body = things({ A: { Name: 'a', Size: { Ref: 'P' } }, B: { Of: { 'Fn::GetAtt': ['A', 'Arn'] } }, Old: {} }, P);

  it('fails where nothing changes', () => {
    expect(proposed(created(body), { TemplateBody: body })).toMatchObject({
      Status: 'FAILED',
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
      ExecutionStatus: 'UNAVAILABLE',
    });
  });

  it('shows each property that changes, with its cause', () => {
    const made = created(body);
    const after = things(
      { A: { Name: 'a', Size: { Ref: 'P' } }, B: { Of: { 'Fn::GetAtt': ['A', 'Arn'] } }, New: {} },
      P,
    );
    const { Changes = [] } = proposed(made, {
      TemplateBody: after,
      Parameters: [{ ParameterKey: 'P', ParameterValue: '2' }],
    });
    expect(
      Changes.map(({ ResourceChange }) => `${ResourceChange?.Action} ${ResourceChange?.LogicalResourceId}`),
    ).toEqual(['Modify A', 'Add New', 'Remove Old']);
    expect(first(Changes).ResourceChange).toMatchObject({
      Replacement: 'False',
      PhysicalResourceId: 'a',
      Scope: ['Properties'],
      Details: [
        {
          ChangeSource: 'ParameterReference',
          CausingEntity: 'P',
          Evaluation: 'Static',
          Target: {
            Attribute: 'Properties',
            Name: 'Size',
            Path: '/Properties/Size',
            BeforeValue: '1',
            AfterValue: '2',
            RequiresRecreation: 'Never',
            AttributeChangeType: 'Modify',
          },
        },
      ],
      BeforeContext: '{"Properties":{"Name":"a","Size":"1"}}',
      AfterContext: '{"Properties":{"Name":"a","Size":"2"}}',
    });
    const plain = made.call<{ Changes: Change[] }>('DescribeChangeSet', { StackName: 'shop', ChangeSetName: 'plan' });
    expect(JSON.stringify(plain)).not.toMatch(/Context|BeforeValue/);
  });

  it('shows what is replaced, and what follows from that', () => {
    const group = (LogGroupName: string) =>
      things({
        L: { Type: 'AWS::Logs::LogGroup', LogGroupName },
        B: { Of: { Ref: 'L' }, Size: { 'Fn::GetAtt': ['L', 'Arn'] } },
      });
    const { Changes } = proposed(created(group('one')), { TemplateBody: group('two') });
    expect(Changes).toMatchObject([
      {
        ResourceChange: {
          LogicalResourceId: 'L',
          Replacement: 'True',
          PolicyAction: 'ReplaceAndDelete',
          Details: [{ Target: { RequiresRecreation: 'Always' } }],
        },
      },
      {
        ResourceChange: {
          LogicalResourceId: 'B',
          Replacement: 'False',
          Details: [
            {
              Evaluation: 'Dynamic',
              ChangeSource: 'ResourceReference',
              CausingEntity: 'L',
              Target: { AfterValue: '{{changeSet:KNOWN_AFTER_APPLY}}' },
            },
            {
              Evaluation: 'Dynamic',
              ChangeSource: 'ResourceAttribute',
              CausingEntity: 'L.Arn',
              Target: { AfterValue: '{{changeSet:KNOWN_AFTER_APPLY}}' },
            },
          ],
        },
      },
    ]);
  });

  it('shows as replaced what cannot be updated, whichever property changes', () => {
    const sized = (Size: number, Type: string) => things({ F: { Type, Size } });
    const replacements = ['Test::Logs::Fixed', 'Test::Shelf::Thing'].map((type) => {
      const { Changes } = proposed(created(sized(1, type)), { TemplateBody: sized(2, type) });
      return Changes?.map(({ ResourceChange }) => ResourceChange?.Replacement);
    });
    expect(replacements).toEqual([['True'], ['False']]);
  });

  it('becomes obsolete when the stack is updated otherwise, and is gone when it is deleted', () => {
    const made = created(body);
    const changed = body.replace('"Default":"1"', '"Default":"5"');
    proposed(made, { TemplateBody: changed });
    made.call('UpdateStack', { StackName: 'shop', TemplateBody: changed });
    settle(made.cloud);
    const named = { StackName: 'shop', ChangeSetName: 'plan' };
    expect(made.call('DescribeChangeSet', named)).toMatchObject({ ExecutionStatus: 'OBSOLETE' });
    expect(() => made.call('ExecuteChangeSet', named)).toThrow('[OBSOLETE]');
    made.call('DeleteChangeSet', named);
    expect(() => made.call('DescribeChangeSet', named)).toThrow(
      expect.objectContaining({ code: 'ChangeSetNotFound' }) as Error,
    );
  });

  it('can be deleted once it was executed, so that its name is free again', () => {
    const made = created(body);
    const named = { StackName: 'shop', ChangeSetName: 'plan' };
    proposed(made, { TemplateBody: body.replace('"Default":"1"', '"Default":"5"') });
    made.call('ExecuteChangeSet', named);
    expect(() => made.call('DeleteChangeSet', named)).toThrow('in its current status of [EXECUTE_IN_PROGRESS]');
    settle(made.cloud);
    made.call('DeleteChangeSet', named);
    const again = proposed(made, { TemplateBody: body.replace('"Default":"1"', '"Default":"6"') });
    expect(again).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
  });

  it.each(['CreateChangeSet', 'UpdateStack'])('takes one template or the previous one, in %s', (operation) => {
    const made = created(body);
    const request = { StackName: 'shop', ChangeSetName: 'plan', UsePreviousTemplate: true };
    for (const given of [{ TemplateBody: body }, { TemplateURL: 'https://b.s3.amazonaws.com/k' }]) {
      expect(() => made.call(operation, { ...request, ...given })).toThrow('UsePreviousTemplate cannot be specified');
    }
  });

  it('need not exist to be deleted, but its stack has to', () => {
    const made = created(body);
    expect(made.call('DeleteChangeSet', { StackName: 'shop', ChangeSetName: 'never-made' })).toEqual({});
    expect(() => made.call('DeleteChangeSet', { StackName: 'other', ChangeSetName: 'never-made' })).toThrow(
      'Stack with id other does not exist',
    );
    const unknown = `arn:aws:cloudformation:us-east-1:111111111111:changeSet/never-made/1`;
    expect(() => made.call('DeleteChangeSet', { ChangeSetName: unknown })).toThrow(
      expect.objectContaining({ code: 'ChangeSetNotFound' }) as Error,
    );
  });

  it('does not show secrets', () => {
    const secret = (Default: string) =>
      things(
        { A: { Name: 'a', Key: { 'Fn::Sub': 'key=${S}' } } },
        { Parameters: { S: { Type: 'String', NoEcho: true, Default } } },
      );
    const change = proposed(created(secret('hush')), { TemplateBody: secret('quiet') });
    expect(JSON.stringify(change)).toContain('key=****');
    expect(JSON.stringify(change)).not.toMatch(/hush|quiet/);
  });
});
