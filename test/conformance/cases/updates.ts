import type { ConformanceCase } from '../conformance-case.ts';
import { create, events, physicalId, resources, update } from '../stacks.ts';
import {
  bucket,
  buckets,
  logGroup,
  NAMED_IAM,
  NO_SUCH_POLICY,
  parameter,
  parameters,
  retentionOf,
  role,
  roleExists,
} from '../things.ts';

const PAGE = 'UserGuide/using-cfn-updating-stacks-update-behaviors.html';
const UPDATE_PAGE = 'UserGuide/using-cfn-updating-stacks-direct.html';

export const UPDATE_CASES: readonly ConformanceCase[] = [
  {
    title: 'an update in place keeps the physical id',
    page: PAGE,
    run: async (aws) => {
      await create(aws, { Resources: { Log: logGroup('/lab/log', 7) } });
      const before = await physicalId(aws, 'Log');
      const { status } = await update(aws, { Resources: { Log: logGroup('/lab/log', 30) } });
      const after = await physicalId(aws, 'Log');
      return {
        status,
        same: before === after,
        retention: await retentionOf(aws, '/lab/log'),
        resources: await resources(aws),
      };
    },
    expected: { status: 'UPDATE_COMPLETE', same: true, retention: 30, resources: { Log: 'UPDATE_COMPLETE' } },
    moto: {
      differs: { same: false, retention: 7, resources: { '': 'UPDATE_COMPLETE' } },
      because:
        'RetentionInDays updates without interruption; moto does not change it and loses the ids of the resource.',
    },
  },
  {
    title: 'a new name replaces the resource, the old one going last',
    page: PAGE,
    run: async (aws) => {
      await create(aws, { Resources: { Box: bucket('conformance-old'), Name: parameter('name', { Ref: 'Box' }) } });
      const { status } = await update(aws, {
        Resources: { Box: bucket('conformance-new'), Name: parameter('name', { Ref: 'Box' }) },
      });
      const happened = await events(aws);
      const [updated, deleted] = ['Name UPDATE_COMPLETE', 'Box DELETE_COMPLETE'].map((event) =>
        happened.indexOf(event),
      );
      return {
        status,
        buckets: await buckets(aws, 'conformance-old', 'conformance-new'),
        ...(await parameters(aws, 'name')),
        oldGoesLast: (updated ?? -1) >= 0 && (updated ?? 0) < (deleted ?? 0),
      };
    },
    expected: { status: 'UPDATE_COMPLETE', buckets: ['conformance-new'], name: 'conformance-new', oldGoesLast: true },
    moto: {
      differs: { name: 'conformance-old', oldGoesLast: false },
      because:
        'What depends on a replaced resource is updated to the new one before the old one is deleted; moto does not update it.',
    },
  },
  {
    title: 'UpdateReplacePolicy Retain keeps what is replaced',
    page: 'TemplateReference/aws-attribute-updatereplacepolicy.html',
    run: async (aws) => {
      const policy = { UpdateReplacePolicy: 'Retain' };
      await create(aws, { Resources: { Box: bucket('conformance-old', policy) } });
      const { status } = await update(aws, { Resources: { Box: bucket('conformance-new', policy) } });
      return { status, buckets: await buckets(aws, 'conformance-old', 'conformance-new') };
    },
    expected: { status: 'UPDATE_COMPLETE', buckets: ['conformance-old', 'conformance-new'] },
    moto: {
      differs: { buckets: ['conformance-new'] },
      because: 'The policy keeps the old resource; moto does not know it.',
    },
  },
  {
    title: 'an update that changes nothing',
    page: UPDATE_PAGE,
    run: async (aws) => {
      const template = { Resources: { A: parameter('a', 'a') } };
      await create(aws, template);
      const { status, reason } = await update(aws, template);
      return { status, reason };
    },
    expected: { status: 'ValidationError', reason: 'No updates are to be performed.' },
    moto: {
      differs: { status: 'UPDATE_COMPLETE', reason: undefined },
      because: 'An update without changes is refused (troubleshooting, "No updates to perform"); moto carries it out.',
    },
  },
  {
    title: 'another description alone is no update',
    page: 'UserGuide/troubleshooting.html#troubleshooting-errors-no-updates-to-perform',
    run: async (aws) => {
      const Resources = { A: parameter('a', 'a') };
      await create(aws, { Description: 'one', Resources });
      return { status: (await update(aws, { Description: 'two', Resources })).status };
    },
    expected: { status: 'ValidationError' },
    moto: {
      differs: { status: 'UPDATE_COMPLETE' },
      because: 'An update without changes to resources is refused; moto carries it out.',
    },
  },
  {
    title: 'another output alone is an update',
    page: UPDATE_PAGE,
    run: async (aws) => {
      const Resources = { A: parameter('a', 'a') };
      await create(aws, { Resources });
      const { status, outputs } = await update(aws, { Resources, Outputs: { A: { Value: { Ref: 'A' } } } });
      return { status, outputs, resources: await resources(aws) };
    },
    expected: { status: 'UPDATE_COMPLETE', outputs: { A: 'a' }, resources: { A: 'CREATE_COMPLETE' } },
    moto: {
      differs: { resources: { A: 'UPDATE_COMPLETE' } },
      because: 'Only resources that changed are updated; moto updates all.',
    },
  },
  {
    title: 'a failed update puts back what was there',
    page: 'UserGuide/stack-failure-options.html',
    run: async (aws) => {
      const template = (value: string, ManagedPolicyArns: string[]) => ({
        Resources: {
          A: parameter('a', value),
          R: { ...role('worker', { ManagedPolicyArns }), DependsOn: 'A' },
        },
        Outputs: { Value: { Value: value } },
      });
      await create(aws, template('before', []), NAMED_IAM);
      const { status, outputs } = await update(aws, template('after', [NO_SUCH_POLICY]), NAMED_IAM);
      return { status, outputs, ...(await parameters(aws, 'a')), role: await roleExists(aws, 'worker') };
    },
    expected: { status: 'UPDATE_ROLLBACK_COMPLETE', outputs: { Value: 'before' }, a: 'before', role: true },
    moto: {
      differs: { status: 'UPDATE_COMPLETE', outputs: { Value: 'after' }, a: 'after' },
      because:
        'AttachRolePolicy answers NoSuchEntity, which fails the role; moto does not look whether the policy exists.',
    },
  },
  {
    title: 'a failed update takes away what it added',
    page: 'UserGuide/stack-failure-options.html',
    run: async (aws) => {
      const A = parameter('a', 'a');
      await create(aws, { Resources: { A } });
      const Bad = { ...role('bad', { ManagedPolicyArns: [NO_SUCH_POLICY] }), DependsOn: 'New' };
      const { status } = await update(aws, { Resources: { A, New: parameter('new', 'n'), Bad } }, NAMED_IAM);
      return { status, parameters: await parameters(aws, 'a', 'new'), role: await roleExists(aws, 'bad') };
    },
    expected: { status: 'UPDATE_ROLLBACK_COMPLETE', parameters: { a: 'a' }, role: false },
    moto: {
      differs: { status: 'UPDATE_COMPLETE', parameters: { a: 'a', new: 'n' }, role: true },
      because:
        'AttachRolePolicy answers NoSuchEntity, which fails the role; moto does not look whether the policy exists.',
    },
  },
  {
    title: 'resources that an update adds and removes',
    page: PAGE,
    run: async (aws) => {
      await create(aws, { Resources: { A: parameter('a', 'a'), B: parameter('b', 'b') } });
      const { status } = await update(aws, { Resources: { B: parameter('b', 'b'), C: parameter('c', { Ref: 'B' }) } });
      return { status, parameters: await parameters(aws, 'a', 'b', 'c'), resources: await resources(aws) };
    },
    expected: {
      status: 'UPDATE_COMPLETE',
      parameters: { b: 'b', c: 'b' },
      resources: { B: 'CREATE_COMPLETE', C: 'CREATE_COMPLETE' },
    },
    moto: {
      differs: { resources: { B: 'UPDATE_COMPLETE', C: 'UPDATE_COMPLETE' } },
      because:
        'What is added ends in CREATE_COMPLETE and what did not change stays as it was; moto says UPDATE_COMPLETE of all.',
    },
  },
  {
    title: 'a condition that an update turns over',
    page: 'UserGuide/conditions-section-structure.html',
    run: async (aws) => {
      const template = (stage: string) => ({
        Mappings: { Stage: { Is: { Value: stage } } },
        Conditions: { Prod: { 'Fn::Equals': [{ 'Fn::FindInMap': ['Stage', 'Is', 'Value'] }, 'prod'] } },
        Resources: { Always: parameter('always', 'a'), Extra: parameter('extra', 'e', { Condition: 'Prod' }) },
      });
      await create(aws, template('test'));
      const before = Object.keys(await parameters(aws, 'always', 'extra'));
      await update(aws, template('prod'));
      const between = Object.keys(await parameters(aws, 'always', 'extra')).sort();
      await update(aws, template('test'));
      return { before, between, after: Object.keys(await parameters(aws, 'always', 'extra')) };
    },
    expected: { before: ['always'], between: ['always', 'extra'], after: ['always'] },
    moto: {
      differs: { between: ['always'] },
      because: 'Conditions are evaluated at each update before anything changes; moto keeps what it found at first.',
    },
  },
  {
    title: 'a stack that was rolled back cannot be updated',
    page: 'UserGuide/view-stack-status-codes.html',
    run: async (aws) => {
      await create(aws, { Resources: { Bad: role('bad', { ManagedPolicyArns: [NO_SUCH_POLICY] }) } }, NAMED_IAM);
      const { status } = await update(aws, { Resources: { A: parameter('a', 'a') } });
      return { status, parameters: await parameters(aws, 'a') };
    },
    expected: { status: 'ValidationError', parameters: {} },
    moto: {
      differs: { status: 'UPDATE_COMPLETE', parameters: { a: 'a' } },
      because: 'ROLLBACK_COMPLETE allows nothing but deletion; moto has not rolled back.',
    },
  },
  {
    title: 'a stack that does not exist cannot be updated',
    page: 'APIReference/API_UpdateStack.html',
    run: async (aws) => ({ status: (await update(aws, { Resources: { A: parameter('a', 'a') } })).status }),
    expected: { status: 'ValidationError' },
  },
];
