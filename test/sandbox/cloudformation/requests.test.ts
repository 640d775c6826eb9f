import type { Stack } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';

import { AwsError } from '../../../src/sandbox/kernel/aws-error.ts';
import type { Service } from '../../../src/sandbox/kernel/service.ts';
import { CALLER, first, stage, things } from './stage.ts';

const BODY = things({ A: { Name: 'a' } });

/** A bucket that holds one template, and an SSM that holds one parameter. */
const s3: Service = {
  name: 's3',
  operations: {
    GetObject: ({ Bucket, Key }: { Bucket: string; Key: string }) => {
      if (`${Bucket}/${Key}` !== 'assets/deep/thing.json') throw new AwsError('AccessDenied', 'Access Denied', 403);
      return { Body: Buffer.from(BODY) };
    },
  },
};
const ssm: Service = {
  name: 'ssm',
  operations: {
    GetParameters: ({ Names }: { Names: string[] }) => ({
      Parameters: Names.filter((name) => name !== '/none').map((Name) => ({ Name, Value: `value of ${Name}` })),
    }),
  },
};

const LACKING = /^the sandbox does not implement resource types: \[AWS::DynamoDB::Table, Custom::Seed\]$/;

describe('CreateStack', () => {
  it.each(['1st', 'with space', 'dot.ted', 'x'.repeat(129)])('refuses the name %s', (StackName) => {
    expect(() => stage().call('CreateStack', { StackName, TemplateBody: BODY })).toThrow(
      "at 'stackName' failed to satisfy constraint",
    );
  });

  it('refuses a name that is taken, but answers the same request again', () => {
    const { call } = stage();
    const request = { StackName: 'shop', TemplateBody: BODY, ClientRequestToken: 'once' };
    const answer = call('CreateStack', request);
    expect(call('CreateStack', request)).toEqual(answer);
    expect(() => call('CreateStack', { ...request, ClientRequestToken: 'twice' })).toThrow(
      'Stack [shop] already exists',
    );
  });

  it('refuses types that nothing manages', () => {
    const TemplateBody = things({ A: { Type: 'AWS::Mars::Base' }, B: { Type: 'AWS::Moon::Base' } });
    expect(() => stage().call('CreateStack', { StackName: 'shop', TemplateBody })).toThrow(
      'Template format error: Unrecognized resource types: [AWS::Mars::Base, AWS::Moon::Base]',
    );
  });

  it.each(['CreateStack', 'CreateChangeSet', 'ValidateTemplate'])(
    'does not take types that the sandbox lacks for unknown to AWS, in %s',
    (operation) => {
      const TemplateBody = things({ A: { Type: 'AWS::DynamoDB::Table' }, B: { Type: 'Custom::Seed' }, C: {} });
      const request = { StackName: 'shop', ChangeSetName: 'plan', ChangeSetType: 'CREATE', TemplateBody };
      const refused = { code: 'NotImplemented', message: expect.stringMatching(LACKING) as string };
      expect(() => stage().call(operation, request)).toThrow(expect.objectContaining(refused) as Error);
    },
  );

  it('refuses cycles and names the resources in them', () => {
    const TemplateBody = things({ A: { Of: { Ref: 'B' } }, B: { DependsOn: 'A' }, C: { Of: { Ref: 'A' } } });
    expect(() => stage().call('CreateStack', { StackName: 'shop', TemplateBody })).toThrow(
      'Circular dependency between resources: [A, B]',
    );
  });

  it('refuses a body of more than 51,200 bytes', () => {
    const TemplateBody = `${BODY}${' '.repeat(51_201 - BODY.length)}`;
    expect(() => stage().call('CreateStack', { StackName: 'shop', TemplateBody })).toThrow(
      "at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200",
    );
  });

  it.each([
    'https://assets.s3.us-east-1.amazonaws.com/deep/thing.json',
    'https://s3.amazonaws.com/assets/deep/thing.json',
  ])('reads the template at %s as the caller', (TemplateURL) => {
    const { call, settled, cloud } = stage({ services: [s3] });
    call('CreateStack', { StackName: 'shop', TemplateURL });
    expect(settled('shop').StackStatus).toBe('CREATE_COMPLETE');
    const read = cloud.trail.entries().find(({ operation }) => operation === 'GetObject');
    expect(read).toMatchObject({ principal: CALLER, via: 'cloudformation' });
  });

  it('says what S3 says where it cannot read the template', () => {
    const create = () =>
      stage({ services: [s3] }).call('CreateStack', {
        StackName: 'shop',
        TemplateURL: 'https://other.s3.amazonaws.com/x',
      });
    expect(create).toThrow('S3 error: Access Denied');
  });

  it('takes parameters from SSM, in templates and in properties', () => {
    const TemplateBody = things(
      { A: { Name: 'a', Image: { Ref: 'Image' }, Size: '{{resolve:ssm:/size:2}}' } },
      { Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/image' } } },
    );
    const { call, settled, shelf } = stage({ services: [ssm] });
    call('CreateStack', { StackName: 'shop', TemplateBody });
    expect(settled('shop').Parameters).toEqual([
      { ParameterKey: 'Image', ParameterValue: '/image', ResolvedValue: 'value of /image' },
    ]);
    expect(shelf().things['a']?.properties).toMatchObject({ Image: 'value of /image', Size: 'value of /size:2' });
    const missing = { StackName: 's', TemplateBody, Parameters: [{ ParameterKey: 'Image', ParameterValue: '/none' }] };
    expect(() => call('CreateStack', missing)).toThrow(
      'Unable to fetch parameters [/none] from parameter store for this account.',
    );
  });

  it.each([
    [{ Name: 'x' }, [], 'CAPABILITY_IAM'],
    [{ RoleName: 'x' }, ['CAPABILITY_IAM'], 'CAPABILITY_NAMED_IAM'],
  ])('asks for the capabilities that a role with %j needs', (properties, Capabilities, needed) => {
    const role = {
      seconds: { create: 1, update: 1, delete: 1 },
      create: () => ({ physicalId: 'role' }),
      delete: () => undefined,
    };
    const iam: Service = { name: 'roles', operations: {}, resourceTypes: { 'AWS::IAM::Role': role } };
    const { call } = stage({ services: [iam] });
    const TemplateBody = things({ R: { Type: 'AWS::IAM::Role', ...properties } });
    const create = () => call('CreateStack', { StackName: 'shop', TemplateBody, Capabilities });
    expect(create).toThrow(
      expect.objectContaining({
        code: 'InsufficientCapabilitiesException',
        message: `Requires capabilities : [${needed}]`,
      }) as Error,
    );
  });

  it('gives up when its time is over', () => {
    const { call, settled, events } = stage();
    const TemplateBody = things({ A: { Type: 'Test::Shelf::SlowThing' }, B: { DependsOn: 'A' } });
    call('CreateStack', { StackName: 'shop', TemplateBody, TimeoutInMinutes: 1 });
    expect(settled('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(events('shop')).toContain('A CREATE_FAILED');
    expect(events('shop')).not.toContain('B CREATE_IN_PROGRESS');
  });

  it('leaves nothing behind where a failure is to delete the stack', () => {
    const { call, settled, describe: described } = stage();
    call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: { Refuse: 'create' } }), OnFailure: 'DELETE' });
    const { StackId = '' } = described('shop');
    expect(settled('shop').StackStatus).toBe('DELETE_COMPLETE');
    expect(described(StackId).LastOperations?.map(({ OperationType }) => OperationType)).toEqual([
      'DELETE_STACK',
      'CREATE_STACK',
    ]);
  });

  it('keeps what it has where rollback is disabled, other branches going on', () => {
    const { call, settled, shelf } = stage();
    const TemplateBody = things({
      Bad: { Refuse: 'create' },
      After: { DependsOn: 'Bad' },
      A: { Name: 'a' },
      B: { Name: 'b', DependsOn: 'A' },
    });
    call('CreateStack', { StackName: 'shop', TemplateBody, DisableRollback: true });
    expect(settled('shop')).toMatchObject({
      StackStatus: 'CREATE_FAILED',
      StackStatusReason: 'The following resource(s) failed to create: [Bad]. ',
    });
    expect(Object.keys(shelf().things)).toEqual(['a', 'b']);
    call('RollbackStack', { StackName: 'shop' });
    expect(settled('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(shelf().things).toEqual({});
  });

  it('removes what is to be retained when it undoes its creation, if asked to', () => {
    const resources = {
      A: { Name: 'a', DeletionPolicy: 'Retain' },
      X: { Name: 'x', DeletionPolicy: 'RetainExceptOnCreate' },
      Bad: { Refuse: 'create', DependsOn: ['A', 'X'] },
    };
    const left = (RetainExceptOnCreate: boolean) => {
      const { call, settled, shelf } = stage();
      call('CreateStack', { StackName: 'shop', TemplateBody: things(resources), RetainExceptOnCreate });
      settled('shop');
      return Object.keys(shelf().things);
    };
    expect(left(false)).toEqual(['a']);
    expect(left(true)).toEqual([]);
  });
});

describe('express mode', () => {
  const express = (DisableRollback?: boolean) => ({
    DeploymentConfig: { Mode: 'EXPRESS', ...(DisableRollback !== undefined && { DisableRollback }) },
  });

  it('does not wait for resources to settle', () => {
    const { call, settled, cloud } = stage();
    const begun = cloud.world.now;
    call('CreateStack', {
      StackName: 'shop',
      TemplateBody: things({ A: { Type: 'Test::Shelf::SlowThing' } }),
      ...express(),
    });
    expect(settled('shop')).toMatchObject({ StackStatus: 'CREATE_COMPLETE', DeploymentConfig: { Mode: 'EXPRESS' } });
    expect(cloud.world.now - begun).toBeLessThan(10_000);
  });

  it('does not roll back unless the request says so', () => {
    const failing = { StackName: 'shop', TemplateBody: things({ A: { Refuse: 'create' } }) };
    const outcome = (DisableRollback?: boolean) => {
      const { call, settled } = stage();
      call('CreateStack', { ...failing, ...express(DisableRollback) });
      return settled('shop').StackStatus;
    };
    expect(outcome()).toBe('CREATE_FAILED');
    expect(outcome(false)).toBe('ROLLBACK_COMPLETE');
  });

  /** Seconds until a stack with a thing that is refused has failed. */
  function secondsToFailure(bad: Record<string, unknown>): number {
    const { call, settled, cloud } = stage();
    const begun = cloud.world.now;
    const TemplateBody = things({ A: { Name: 'a' }, B: { Name: 'b', ...bad } });
    call('CreateStack', { StackName: 'shop', TemplateBody, ...express() });
    expect(settled('shop').StackStatus).toBe('CREATE_FAILED');
    return (cloud.world.now - begun) / 1000;
  }

  it('tries again for a minute what depends on something, and at once gives up what depends on nothing', () => {
    expect(secondsToFailure({ Refuse: 'create' })).toBeLessThan(10);
    const patient = secondsToFailure({ Refuse: 'create', DependsOn: 'A' });
    expect(patient).toBeGreaterThan(60);
    expect(patient).toBeLessThan(75);
  });

  it('is what a stack that failed in it has to stay in', () => {
    const { call, settled } = stage();
    call('CreateStack', {
      StackName: 'shop',
      TemplateBody: things({ A: { Name: 'a', Refuse: 'create' } }),
      ...express(),
    });
    settled('shop');
    expect(() => call('RollbackStack', { StackName: 'shop' })).toThrow('EXPRESS');
    const update = { StackName: 'shop', TemplateBody: BODY };
    expect(() => call('UpdateStack', update)).toThrow('EXPRESS');
    call('UpdateStack', { ...update, ...express() });
    expect(settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
  });
});

describe('exports', () => {
  const exporting = (value: string) =>
    things({ A: { Name: value } }, { Outputs: { O: { Value: { Ref: 'A' }, Export: { Name: 'thing' } } } });
  const importing = things({ B: { Name: 'b', Of: { 'Fn::ImportValue': 'thing' } } });

  it('are there for other stacks, once each', () => {
    const { call, settled, shelf, eventRecords } = stage();
    call('CreateStack', { StackName: 'one', TemplateBody: exporting('a') });
    settled('one');
    call('CreateStack', { StackName: 'two', TemplateBody: importing });
    settled('two');
    expect(shelf().things['b']?.properties).toMatchObject({ Of: 'a' });
    expect(call('ListExports', {})).toMatchObject({ Exports: [{ Name: 'thing', Value: 'a' }] });
    expect(call('ListImports', { ExportName: 'thing' })).toEqual({ Imports: ['two'] });
    call('CreateStack', { StackName: 'three', TemplateBody: exporting('c') });
    expect(settled('three').StackStatus).toBe('ROLLBACK_COMPLETE');
    const reasons = eventRecords('three').map(({ ResourceStatusReason }) => ResourceStatusReason);
    expect(reasons).toContain('Export with name thing is already exported by stack one. Rollback requested by user.');
  });

  it('are told apart by their names', () => {
    const { call, settled, shelf } = stage();
    const output = (Name: string, Value: string) => ({ Value, Export: { Name } });
    const Outputs = {
      First: output('a-thing', 'wrong'),
      Second: output('thing', 'right'),
      Third: output('z', 'wrong'),
    };
    call('CreateStack', { StackName: 'one', TemplateBody: things({ A: { Name: 'a' } }, { Outputs }) });
    settled('one');
    call('CreateStack', { StackName: 'two', TemplateBody: importing });
    settled('two');
    expect(shelf().things['b']?.properties).toMatchObject({ Of: 'right' });
    expect(call('ListImports', { ExportName: 'thing' })).toEqual({ Imports: ['two'] });
    expect(() => call('ListImports', { ExportName: 'z' })).toThrow("Export 'z' is not imported by any stack.");
  });

  it('cannot go away or change while they are in use', () => {
    const { call, settled } = stage();
    call('CreateStack', { StackName: 'one', TemplateBody: exporting('a') });
    settled('one');
    call('CreateStack', { StackName: 'two', TemplateBody: importing });
    settled('two');
    call('DeleteStack', { StackName: 'one' });
    expect(settled('one')).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      StackStatusReason: 'Export thing cannot be deleted as it is in use by two',
    });
    const changed = exporting('a')
      .replace('Test::Shelf::Thing', 'Test::Shelf::SlowThing')
      .replace('"Name":"a"', '"Name":"z"');
    call('UpdateStack', { StackName: 'one', TemplateBody: changed });
    expect(settled('one').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    call('DeleteStack', { StackName: 'one' });
    expect(settled('one').StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    call('DeleteStack', { StackName: 'two' });
    settled('two');
    call('DeleteStack', { StackName: 'one' });
    expect(settled('one').StackStatus).toBe('DELETE_COMPLETE');
  });

  it('that do not exist fail the resource that asks for them', () => {
    const { call, settled, eventRecords } = stage();
    call('CreateStack', { StackName: 'two', TemplateBody: importing });
    expect(settled('two').StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(eventRecords('two').map(({ ResourceStatusReason }) => ResourceStatusReason)).toContain(
      'No export named thing found.',
    );
  });
});

describe('descriptions', () => {
  it('show the newest events first, fifteen at a time', () => {
    const { call, settled } = stage();
    const many = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`T${index}`, {}]));
    call('CreateStack', { StackName: 'shop', TemplateBody: things(many) });
    settled('shop');
    const page = call<{ StackEvents: { ResourceStatus: string }[]; NextToken: string }>('DescribeStackEvents', {
      StackName: 'shop',
    });
    expect(page.StackEvents).toHaveLength(15);
    expect(first(page.StackEvents).ResourceStatus).toBe('CREATE_COMPLETE');
    const rest = call<{ StackEvents: object[] }>('DescribeStackEvents', {
      StackName: 'shop',
      NextToken: page.NextToken,
    });
    expect(rest.StackEvents).toHaveLength(2);
    expect(rest).not.toHaveProperty('NextToken');
  });

  it('name what failed in an operation', () => {
    const { call, settled } = stage();
    const { OperationId } = call<{ OperationId: string }>('CreateStack', {
      StackName: 'shop',
      TemplateBody: things({ A: { Refuse: 'create' } }),
    });
    settled('shop');
    const failed = call('DescribeEvents', { OperationId, Filters: { FailedEvents: true } });
    expect(failed).toMatchObject({
      OperationEvents: [
        {
          LogicalResourceId: 'A',
          EventType: 'PROVISIONING_ERROR',
          ResourceStatus: 'CREATE_FAILED',
          OperationType: 'CREATE_STACK',
        },
      ],
    });
  });

  it('show resources, templates and what a template needs', () => {
    const { call, settled } = stage();
    const TemplateBody = things(
      { A: { Name: 'a', Metadata: { Note: 1 } } },
      { Description: 'one thing', Parameters: { P: { Type: 'String', Default: 'p' } } },
    );
    call('CreateStack', { StackName: 'shop', TemplateBody });
    const { StackId } = settled('shop');
    const resource = { LogicalResourceId: 'A', PhysicalResourceId: 'a', ResourceStatus: 'CREATE_COMPLETE' };
    expect(call('DescribeStackResources', { StackName: 'shop' })).toMatchObject({
      StackResources: [{ ...resource, StackId }],
    });
    expect(call('DescribeStackResources', { PhysicalResourceId: 'a' })).toMatchObject({ StackResources: [resource] });
    expect(call('ListStackResources', { StackName: 'shop' })).toMatchObject({ StackResourceSummaries: [resource] });
    const named = { StackName: 'shop', LogicalResourceId: 'A' };
    expect(call('DescribeStackResource', named)).toMatchObject({
      StackResourceDetail: { ...resource, Metadata: '{"Note":1}' },
    });
    expect(() => call('DescribeStackResource', { ...named, LogicalResourceId: 'Z' })).toThrow(
      'Resource Z does not exist for stack shop',
    );
    expect(call('GetTemplate', { StackName: 'shop' })).toMatchObject({ TemplateBody });
    expect(call('ValidateTemplate', { TemplateBody })).toMatchObject({
      Description: 'one thing',
      Parameters: [{ ParameterKey: 'P', DefaultValue: 'p', NoEcho: false }],
    });
    expect(call('GetTemplateSummary', { StackName: 'shop' })).toMatchObject({
      ResourceTypes: ['Test::Shelf::Thing'],
      Parameters: [{ ParameterType: 'String' }],
    });
    expect(call<{ Stacks: Stack[] }>('DescribeStacks', {}).Stacks).toMatchObject([
      { StackName: 'shop', Description: 'one thing' },
    ]);
  });

  it('do not know stacks that do not exist', () => {
    const { call } = stage();
    expect(() => call('DescribeStacks', { StackName: 'none' })).toThrow('Stack with id none does not exist');
    expect(() => call('DescribeStackEvents', { StackName: 'none' })).toThrow('Stack [none] does not exist');
    expect(() => call('UpdateStack', { StackName: 'none', TemplateBody: BODY })).toThrow(
      'Stack with id none does not exist',
    );
  });

  it('mask parameters that are not to be shown', () => {
    const { call, settled, eventRecords, shelf } = stage();
    const TemplateBody = things(
      { A: { Name: 'a', Key: { 'Fn::Sub': 'key=${P}' } } },
      { Parameters: { P: { Type: 'String', NoEcho: true } } },
    );
    call('CreateStack', {
      StackName: 'shop',
      TemplateBody,
      Parameters: [{ ParameterKey: 'P', ParameterValue: 'secret' }],
    });
    expect(settled('shop').Parameters).toEqual([{ ParameterKey: 'P', ParameterValue: '****' }]);
    expect(JSON.stringify(eventRecords('shop'))).not.toContain('secret');
    expect(shelf().things['a']?.properties).toMatchObject({ Key: 'key=secret' });
  });
});

describe('what a request may leave to the stack', () => {
  it('is not to go on after a failure with DO_NOTHING', () => {
    const { call, settled } = stage();
    call('CreateStack', {
      StackName: 'shop',
      TemplateBody: things({ A: { Refuse: 'create' } }),
      OnFailure: 'DO_NOTHING',
    });
    expect(settled('shop').StackStatus).toBe('CREATE_FAILED');
    expect(() => call('UpdateStack', { StackName: 'shop', TemplateBody: BODY })).toThrow(
      'This stack cannot be updated from [CREATE_FAILED] state because it contains [on-failure: DO_NOTHING].',
    );
  });

  it('is which events are meant: those of its latest operation', () => {
    const { call, settled } = stage();
    call('CreateStack', { StackName: 'shop', TemplateBody: things({ A: { Refuse: 'create' } }) });
    const { LastOperations = [] } = settled('shop');
    expect(LastOperations.map(({ OperationType }) => OperationType)).toEqual(['ROLLBACK', 'CREATE_STACK']);
    const failed = (of: object) =>
      call<{ OperationEvents: object[] }>('DescribeEvents', { ...of, Filters: { FailedEvents: true } }).OperationEvents;
    expect(failed({ StackName: 'shop' })).toEqual([]);
    expect(failed({ OperationId: LastOperations[1]?.OperationId })).toHaveLength(1);
    expect(() => failed({ ChangeSetName: 'plan' })).toThrow(
      'One of ChangeSetName, OperationId or StackName must be specified',
    );
  });
});
