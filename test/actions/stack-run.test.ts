import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { attach, runOperation, stackFailure, unsteady, type OperationEnd } from '../../src/actions/stack-run.ts';
import type { StackOperation } from '../../src/events.ts';
import type { ObservedStack } from '../../src/lab/stack-status.ts';
import type { Following, StackEvent, StackFailure } from '../../src/ports/stacks.ts';
import { fakeContext, stackOf } from '../support/fake-context.ts';
import { LAB } from '../support/lab.ts';
import { inWords } from '../support/steps.ts';

const PRE_REQS = { account: 'tools', accountId: LAB.accounts.tools.id, stack: 'prerequisites', stackName: 'pre-reqs' };

function event(logicalId: string, status: string, more: Partial<StackEvent> = {}): StackEvent {
  const about = { resourceType: 'AWS::S3::Bucket', physicalId: `${logicalId}-1`, time: '2026-01-05T00:00:00Z' };
  return { logicalId, status, ...about, ...more };
}

interface Course {
  readonly told?: readonly StackEvent[];
  readonly ended?: string | undefined;
  readonly stack?: ObservedStack | undefined;
  readonly more?: Partial<ActionContext>;
}

/** A lab whose operations on stacks take a minute, tell these events and end so. */
function stage({ told = [], ended, stack, more = {} }: Course = {}) {
  const sessions: number[] = [];
  const handles: unknown[] = [];
  const followed: (Following | undefined)[] = [];
  const account = {
    session: (milliseconds: number) => Promise.resolve(void sessions.push(milliseconds)),
    stacks: {
      follow: async (handle: unknown, hear: (each: StackEvent) => void, how?: Following) => {
        handles.push(handle);
        followed.push(how);
        for (const each of told) hear(each);
        await context.clock.sleep(60_000);
        return { ended, stack };
      },
    },
  };
  const { context, events } = fakeContext({ tools: account, datascience: account, staging: account }, more);
  const run = (
    operation: StackOperation,
    id: Parameters<typeof runOperation>[1] = 'prerequisites',
    manner?: Parameters<typeof runOperation>[4],
  ) => runOperation(context, id, operation, () => Promise.resolve({ stackId: 'arn', token: 't' }), manner);
  return { context, events, sessions, handles, followed, run };
}

describe('an operation on a stack', () => {
  it('is told from its beginning to its end, with how long it took', async () => {
    const told = [event('A', 'CREATE_COMPLETE')];
    const heard: StackEvent[] = [];
    const { run, events, sessions, followed } = stage({ told, ended: 'CREATE_COMPLETE', stack: stackOf() });
    const end = await run('create', 'prerequisites', { listen: (each) => void heard.push(each) });
    expect(end).toEqual({
      ...{ succeeded: true, displaced: false, stack: stackOf(), undeleted: [] },
      operation: { stackId: 'arn', token: 't' },
    });
    expect(events).toEqual([
      { type: 'stack-started', operation: 'create', ...PRE_REQS },
      { type: 'resource', ...PRE_REQS, ...told[0] },
      { type: 'stack-finished', operation: 'create', outcome: 'succeeded', seconds: 60, ...PRE_REQS },
    ]);
    expect(heard).toEqual(told);
    expect([sessions, followed]).toEqual([[45 * 60_000], [{}]]);
  });

  it.each<[StackOperation, string | undefined, boolean]>([
    ['create', 'CREATE_COMPLETE', true],
    ['create', 'ROLLBACK_COMPLETE', false],
    ['create', undefined, false],
    ['update', 'UPDATE_COMPLETE', true],
    ['update', 'UPDATE_ROLLBACK_COMPLETE', false],
    ['repair', 'UPDATE_COMPLETE', true],
    ['repair', 'CREATE_COMPLETE', false],
    ['recover', 'UPDATE_ROLLBACK_COMPLETE', true],
    ['recover', 'ROLLBACK_COMPLETE', true],
    ['recover', 'UPDATE_ROLLBACK_FAILED', false],
    ['recover', undefined, false],
    ['delete', 'DELETE_COMPLETE', true],
    ['delete', undefined, true],
    ['delete', 'DELETE_FAILED', false],
    ['attach', 'ROLLBACK_FAILED', true],
  ])('%s that ends as %s succeeded: %j', async (operation, ended, succeeded) => {
    const { run, events } = stage({ ended });
    expect(await run(operation)).toMatchObject({ succeeded, displaced: false });
    expect(events.at(-1)).toMatchObject({ outcome: succeeded ? 'succeeded' : 'failed' });
  });

  it('ends as the stack stands where nobody saw it end', async () => {
    const standing = stackOf({ status: 'UPDATE_COMPLETE' });
    expect(await stage({ stack: standing }).run('update')).toMatchObject({ succeeded: true, displaced: false });
    expect(await stage({ ended: 'UPDATE_IN_PROGRESS', stack: standing }).run('update')).toMatchObject({
      ...{ succeeded: false, displaced: true },
    });
  });

  it('that somebody else was before is not told at all', async () => {
    const { context, events } = stage();
    const end = await runOperation(context, 'prerequisites', 'update', () => Promise.resolve('overtaken'));
    expect([end, events]).toEqual(['overtaken', []]);
  });

  it('that others began is waited for, whatever session there is', async () => {
    const { context, events, sessions, handles } = stage({ ended: 'UPDATE_COMPLETE' });
    await attach(context, 'prerequisites', 'arn');
    expect(events.map((each) => 'operation' in each && each.operation)).toEqual(['attach', 'attach']);
    expect([sessions, handles]).toEqual([[], [{ stackId: 'arn' }]]);
  });

  it('names what it could not delete, by what it heard last of each, but not the stack itself', async () => {
    const stack = stackOf({ status: 'UPDATE_COMPLETE' });
    const told = [
      event('A', 'DELETE_FAILED', { reason: 'first' }),
      event('A', 'DELETE_FAILED', { reason: 'last' }),
      event('B', 'DELETE_FAILED'),
      event('B', 'DELETE_COMPLETE'),
      event('B', 'DELETE_FAILED', { physicalId: 'B-2' }),
      event('C', 'DELETE_FAILED', { physicalId: 'B-2' }),
      event('pre-reqs', 'DELETE_FAILED', { physicalId: stack.id }),
    ];
    const { undeleted } = (await stage({ told, stack }).run('update')) as OperationEnd;
    expect(undeleted).toEqual([told[1], told[4], told[5]]);
    const gone = (await stage({ told: [event('A', 'DELETE_FAILED')] }).run('delete')) as OperationEnd;
    expect(gone.undeleted).toHaveLength(1);
  });
});

describe('an operation that may share the portfolio', () => {
  /** Each turn with its key, and after how many events it was passed on. */
  function inTurns(labs: number) {
    const turns: string[] = [];
    const heard: StackEvent[] = [];
    const inTurn = <T>(key: string, work: (pass: () => void) => Promise<T>) => {
      turns.push(key);
      return work(() => void turns.push(`passed after ${String(heard.length)}`));
    };
    const more = { inTurn, labsIn: { tools: labs, datascience: 1, staging: 1 } };
    const share = { resourceType: 'AWS::ServiceCatalog::PortfolioShare' };
    const told = [event('A', 'CREATE_COMPLETE'), event('B', 'CREATE_COMPLETE', share), event('C', 'CREATE_COMPLETE')];
    return { turns, heard, ...stage({ told, ended: 'CREATE_COMPLETE', more }) };
  }

  it('takes a turn, which ends with the share, and is watched closely where others wait', async () => {
    const { run, turns, heard, followed } = inTurns(2);
    await run('create', 'catalog', { listen: (each) => void heard.push(each) });
    expect(turns).toEqual(['share 111111111111', 'passed after 1']);
    expect(heard).toHaveLength(3);
    expect(followed).toEqual([{ awaited: true }]);
    const alone = inTurns(1);
    await alone.run('create', 'catalog');
    expect(alone.followed).toEqual([{ awaited: false }]);
  });

  it('takes none where it does not share, by what it is or by what was asked for', async () => {
    const { run, turns } = inTurns(2);
    await run('create', 'prerequisites');
    await run('update', 'catalog', { shares: false });
    expect(turns).toEqual([]);
  });
});

describe('the failure of an operation', () => {
  const ARN = 'arn:aws:cloudformation:eu-west-1:111111111111:stack/pre-reqs/1';

  async function failed(
    failure: Partial<StackFailure> | undefined,
    stack: ObservedStack | undefined,
    { alone = true, template = '' } = {},
  ) {
    const cause = failure && { logicalId: 'Key', resourceType: 'T', status: 'CREATE_FAILED', reason: 'no', ...failure };
    const tools = { stacks: { failure: () => Promise.resolve(cause) } };
    const bundle = { templates: new Map([['tools/pre-reqs.yaml', template]]) } as Partial<ActionContext['bundle']>;
    const { context } = fakeContext({ tools }, { alone, bundle: bundle as ActionContext['bundle'] });
    const end = { succeeded: false, displaced: false, operation: { stackId: ARN }, stack, undeleted: [] };
    const { code, message, hints } = await stackFailure(context, 'prerequisites', end);
    return { code, message, hints: inWords(hints).split('\n') };
  }

  it('says how the stack stands and what failed first, and where that is declared', async () => {
    const stack = stackOf({ status: 'ROLLBACK_COMPLETE', statusReason: 'unheard' });
    const before = 'stack pre-reqs in account 111111111111 ended as ROLLBACK_COMPLETE: Key, T';
    expect(await failed({}, stack)).toEqual({
      code: 'stack-failed',
      message: `${before}: no`,
      hints: [
        expect.stringMatching(/^fix the cause and run the same command again: again$/) as string,
        'see the state of the lab: mlops-lab status',
      ],
    });
    const template = 'Resources:\n  Key:\n    Type: T\n';
    expect((await failed({}, stack, { template })).message).toMatch(/Key, T \(templates\/tools\/.*\.yaml:2\): no$/);
  });

  it('says what CloudFormation says of the stack where it knows no cause', async () => {
    const because = stackOf({ status: 'ROLLBACK_FAILED', statusReason: 'nobody knows' });
    expect((await failed(undefined, because)).message).toMatch(/ended as ROLLBACK_FAILED: nobody knows$/);
    expect((await failed(undefined, undefined)).message).toMatch(/ended as gone: CloudFormation gave no reason$/);
  });

  it('leads to the console, where there is one', async () => {
    const { hints } = await failed({}, stackOf(), { alone: false });
    expect(hints).toHaveLength(3);
    expect(hints[2]).toContain('https://eu-west-1.console.aws.amazon.com/cloudformation/');
  });

  it.each(['The security token included in the request is expired', 'ExpiredToken: no'])(
    'that comes of a session which ended says to sign in: %s',
    async (reason) => {
      const { hints } = await failed({ reason }, stackOf(), { alone: false });
      expect(hints).toEqual([expect.stringMatching(/sign in again, .*: again$/)]);
    },
  );

  it('of a stack that keeps changing says so', () => {
    const { code, message, hints } = unsteady('pre-reqs');
    expect([code, message.split(';')[0]]).toEqual(['stack-unsteady', 'stack pre-reqs keeps changing']);
    expect(hints).toEqual([expect.objectContaining({ command: 'again' })]);
  });
});
