import {
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import type { ConformanceCase } from '../conformance-case.ts';
import { create, events, refusal, remove, settled, STACK } from '../stacks.ts';
import { bucket, buckets, parameter, parameters, putObject } from '../things.ts';

const PAGE = 'UserGuide/cfn-console-delete-stack.html';
const DELETE_PAGE = 'APIReference/API_DeleteStack.html';

export const DELETION_CASES: readonly ConformanceCase[] = [
  {
    title: 'a deleted stack is known by its id alone',
    page: 'APIReference/API_DescribeStacks.html',
    run: async (aws) => {
      await create(aws, { Resources: { A: parameter('a', 'a') } });
      const { status } = await remove(aws);
      const byName = await refusal(() => aws.cloudformation.send(new DescribeStacksCommand({ StackName: STACK })));
      return { status, byName, parameters: await parameters(aws, 'a') };
    },
    expected: { status: 'DELETE_COMPLETE', byName: 'ValidationError', parameters: {} },
  },
  {
    title: 'deletion goes backwards through the dependencies',
    page: 'TemplateReference/aws-attribute-dependson.html',
    run: async (aws) => {
      const Resources = {
        A: parameter('a', 'a'),
        B: parameter('b', { Ref: 'A' }),
        C: parameter('c', 'c', { DependsOn: 'B' }),
      };
      await create(aws, { Resources });
      const { id } = await remove(aws);
      const happened = await events(aws, id);
      return { order: happened.filter((event) => /^[ABC] DELETE_COMPLETE$/.test(event)) };
    },
    expected: { order: ['C DELETE_COMPLETE', 'B DELETE_COMPLETE', 'A DELETE_COMPLETE'] },
    moto: {
      differs: { order: [] },
      because: 'Each resource has events of its own; moto has events of the stack alone.',
    },
  },
  {
    title: 'deleting what does not exist',
    page: DELETE_PAGE,
    run: async (aws) => ({ error: (await remove(aws, { StackName: 'nobody' })).status }),
    expected: { error: 'none' },
  },
  {
    title: 'a bucket with content holds the stack, until it is retained',
    page: PAGE,
    run: async (aws) => {
      await create(aws, { Resources: { Box: bucket('conformance-box'), A: parameter('a', 'a') } });
      await putObject(aws, 'conformance-box', 'key');
      const first = await remove(aws);
      const held = { status: first.status, parameters: await parameters(aws, 'a') };
      const second = await remove(aws, { RetainResources: ['Box'] });
      return { held, status: second.status, buckets: await buckets(aws, 'conformance-box') };
    },
    expected: {
      held: { status: 'DELETE_FAILED', parameters: {} },
      status: 'DELETE_COMPLETE',
      buckets: ['conformance-box'],
    },
    moto: {
      differs: { held: { status: 'DELETE_COMPLETE', parameters: {} }, status: 'none' },
      because:
        'A resource that cannot be deleted ends the deletion in DELETE_FAILED; moto claims DELETE_COMPLETE and leaves the bucket.',
    },
  },
  {
    title: 'RetainResources is for stacks in DELETE_FAILED',
    page: DELETE_PAGE,
    run: async (aws) => {
      await create(aws, { Resources: { A: parameter('a', 'a') } });
      const { status } = await remove(aws, { RetainResources: ['A'] });
      return { status, stack: (await settled(aws))?.StackStatus ?? 'none', parameters: await parameters(aws, 'a') };
    },
    expected: { status: 'ValidationError', stack: 'CREATE_COMPLETE', parameters: { a: 'a' } },
    moto: {
      differs: { status: 'DELETE_COMPLETE', stack: 'none', parameters: {} },
      because: 'RetainResources is for stacks in DELETE_FAILED alone; moto ignores it and deletes all.',
    },
  },
  {
    title: 'DeletionPolicy Retain',
    page: 'TemplateReference/aws-attribute-deletionpolicy.html',
    run: async (aws) => {
      const Kept = bucket('conformance-kept', { DeletionPolicy: 'Retain' });
      await create(aws, { Resources: { Kept, Gone: bucket('conformance-gone') } });
      const { status } = await remove(aws);
      return { status, buckets: await buckets(aws, 'conformance-kept', 'conformance-gone') };
    },
    expected: { status: 'DELETE_COMPLETE', buckets: ['conformance-kept'] },
  },
  {
    title: 'a stack whose export is in use stays',
    page: 'UserGuide/using-cfn-stack-exports.html',
    run: async (aws) => {
      const Outputs = { Shared: { Value: { Ref: 'A' }, Export: { Name: 'shared' } } };
      await create(aws, { Resources: { A: parameter('a', 'a') }, Outputs }, { StackName: 'exporter' });
      await create(aws, { Resources: { B: parameter('b', { 'Fn::ImportValue': 'shared' }) } });
      await remove(aws, { StackName: 'exporter' });
      const held = (await settled(aws, 'exporter'))?.StackStatus ?? 'none';
      const kept = await parameters(aws, 'a');
      await remove(aws);
      return { held, kept, free: (await remove(aws, { StackName: 'exporter' })).status };
    },
    expected: { held: 'CREATE_COMPLETE', kept: { a: 'a' }, free: 'DELETE_COMPLETE' },
    moto: {
      differs: { held: 'none', free: 'none' },
      because: 'A stack cannot be deleted while another imports what it exports; moto deletes it.',
    },
  },
  {
    title: 'termination protection',
    page: 'UserGuide/using-cfn-protect-stacks.html',
    run: async (aws) => {
      await create(aws, { Resources: { A: parameter('a', 'a') } }, { EnableTerminationProtection: true });
      const first = await remove(aws);
      const kept = await parameters(aws, 'a');
      const off = { StackName: STACK, EnableTerminationProtection: false };
      await aws.cloudformation.send(new UpdateTerminationProtectionCommand(off));
      return { first: first.status, kept, second: (await remove(aws)).status };
    },
    expected: { first: 'ValidationError', kept: { a: 'a' }, second: 'DELETE_COMPLETE' },
    moto: {
      differs: { thrown: 'HTTP 500' },
      because: 'A protected stack stays until UpdateTerminationProtection; moto has no such operation.',
    },
  },
  {
    title: 'questions about stacks that do not exist',
    page: 'APIReference/API_DescribeStacks.html',
    run: async ({ cloudformation }) => {
      const input = { StackName: 'nobody' };
      return {
        describe: await refusal(() => cloudformation.send(new DescribeStacksCommand(input))),
        events: await refusal(() => cloudformation.send(new DescribeStackEventsCommand(input))),
        resources: await refusal(() => cloudformation.send(new ListStackResourcesCommand(input))),
      };
    },
    expected: { describe: 'ValidationError', events: 'ValidationError', resources: 'ValidationError' },
  },
];
