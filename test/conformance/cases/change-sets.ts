import { setTimeout } from 'node:timers/promises';
import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  type DescribeChangeSetCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from '../aws.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { create, refusal, settled, STACK } from '../stacks.ts';
import { bucket, buckets, parameter, parameters } from '../things.ts';

const PAGE = 'UserGuide/using-cfn-updating-stacks-changesets.html';
const NAMED = { StackName: STACK, ChangeSetName: 'proposal' };

async function propose(
  aws: Aws,
  template: object,
  ChangeSetType: 'CREATE' | 'UPDATE' = 'UPDATE',
): Promise<DescribeChangeSetCommandOutput> {
  const TemplateBody = JSON.stringify(template);
  await aws.cloudformation.send(new CreateChangeSetCommand({ ...NAMED, ChangeSetType, TemplateBody }));
  for (let attempts = 0; attempts < 100; attempts += 1) {
    const described = await aws.cloudformation.send(
      new DescribeChangeSetCommand({ ...NAMED, IncludePropertyValues: true }),
    );
    if (!/PENDING|IN_PROGRESS/.test(described.Status ?? '')) return described;
    await setTimeout(50);
  }
  throw new Error('the change set does not get ready');
}

async function execute(aws: Aws) {
  await aws.cloudformation.send(new ExecuteChangeSetCommand(NAMED));
  await setTimeout(30);
  return settled(aws);
}

function changesOf({ Changes = [] }: DescribeChangeSetCommandOutput) {
  return Changes.map(({ ResourceChange }) => {
    const { Action, LogicalResourceId, Replacement } = ResourceChange ?? {};
    return [Action, LogicalResourceId, ...(Action === 'Modify' ? [Replacement] : [])].join(' ');
  }).sort();
}

export const CHANGE_SET_CASES: readonly ConformanceCase[] = [
  {
    title: 'a change set shows what will happen, and does it when executed',
    page: PAGE,
    run: async (aws) => {
      await create(aws, { Resources: { A: parameter('a', 'old'), Gone: parameter('gone', 'g') } });
      const described = await propose(aws, { Resources: { A: parameter('a', 'new'), B: parameter('b', 'b') } });
      const untouched = await parameters(aws, 'a', 'b', 'gone');
      const stack = await execute(aws);
      return {
        status: described.Status,
        execution: described.ExecutionStatus,
        changes: changesOf(described),
        untouched,
        stack: stack?.StackStatus,
        after: await parameters(aws, 'a', 'b', 'gone'),
      };
    },
    expected: {
      status: 'CREATE_COMPLETE',
      execution: 'AVAILABLE',
      changes: ['Add B', 'Modify A False', 'Remove Gone'],
      untouched: { a: 'old', gone: 'g' },
      stack: 'UPDATE_COMPLETE',
      after: { a: 'new', b: 'b' },
    },
    moto: {
      differs: { changes: ['Add B', 'Modify A ', 'Remove Gone'] },
      because: 'A modification says whether it replaces (API_ResourceChange); moto leaves Replacement out.',
    },
  },
  {
    title: 'the values of properties before and after',
    page: 'APIReference/API_DescribeChangeSet.html',
    run: async (aws) => {
      await create(aws, { Resources: { A: parameter('a', 'old') } });
      const { Changes = [] } = await propose(aws, { Resources: { A: parameter('a', 'new') } });
      const [target] = (Changes[0]?.ResourceChange?.Details ?? []).map(({ Target }) => Target);
      return {
        name: target?.Name,
        path: target?.Path,
        before: target?.BeforeValue,
        after: target?.AfterValue,
        recreation: target?.RequiresRecreation,
      };
    },
    expected: { name: 'Value', path: '/Properties/Value', before: 'old', after: 'new', recreation: 'Never' },
    moto: {
      differs: { name: undefined, path: undefined, before: undefined, after: undefined, recreation: undefined },
      because: 'IncludePropertyValues shows values before and after; moto has no details of changes.',
    },
  },
  {
    title: 'a change set foretells a replacement',
    page: 'APIReference/API_ResourceChange.html',
    run: async (aws) => {
      await create(aws, { Resources: { Box: bucket('conformance-old') } });
      const described = await propose(aws, { Resources: { Box: bucket('conformance-new') } });
      return { changes: changesOf(described), buckets: await buckets(aws, 'conformance-old', 'conformance-new') };
    },
    expected: { changes: ['Modify Box True'], buckets: ['conformance-old'] },
    moto: {
      differs: { changes: ['Modify Box '] },
      because: 'A modification says whether it replaces; moto leaves Replacement out.',
    },
  },
  {
    title: 'a change set for a stack that is still to come',
    page: 'APIReference/API_CreateChangeSet.html',
    run: async (aws) => {
      const described = await propose(aws, { Resources: { A: parameter('a', 'a') } }, 'CREATE');
      const before = (await settled(aws))?.StackStatus;
      const after = (await execute(aws))?.StackStatus;
      return { changes: changesOf(described), before, after, ...(await parameters(aws, 'a')) };
    },
    expected: { changes: ['Add A'], before: 'REVIEW_IN_PROGRESS', after: 'CREATE_COMPLETE', a: 'a' },
  },
  {
    title: 'a change set without changes',
    page: PAGE,
    run: async (aws) => {
      const template = { Resources: { A: parameter('a', 'a') } };
      await create(aws, template);
      const { Status, ExecutionStatus, Changes = [] } = await propose(aws, template);
      const executed = await refusal(() => aws.cloudformation.send(new ExecuteChangeSetCommand(NAMED)));
      return { status: Status, execution: ExecutionStatus, changes: Changes.length, executed };
    },
    expected: { status: 'FAILED', execution: 'UNAVAILABLE', changes: 0, executed: 'InvalidChangeSetStatusException' },
    moto: {
      differs: { executed: 'none' },
      because:
        'A failed change set cannot be executed (API_ExecuteChangeSet, InvalidChangeSetStatus); moto accepts it.',
    },
  },
  {
    title: 'a change set that was deleted',
    page: 'APIReference/API_DeleteChangeSet.html',
    run: async (aws) => {
      await create(aws, { Resources: { A: parameter('a', 'old') } });
      await propose(aws, { Resources: { A: parameter('a', 'new') } });
      await aws.cloudformation.send(new DeleteChangeSetCommand(NAMED));
      const executed = await refusal(() => aws.cloudformation.send(new ExecuteChangeSetCommand(NAMED)));
      return { executed, ...(await parameters(aws, 'a')) };
    },
    expected: { executed: 'ChangeSetNotFoundException', a: 'old' },
    moto: {
      differs: { executed: 'HTTP 500' },
      because: 'The error is ChangeSetNotFound (API_ExecuteChangeSet); moto breaks.',
    },
  },
];
