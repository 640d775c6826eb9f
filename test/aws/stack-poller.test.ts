import type { HttpRequest } from '@smithy/core/protocols';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { alone, ended, operationOf, request, stage, STANDARD, xml, type Stage } from './stage.ts';
import { refusal } from './wire.ts';

const GROUP = 'Resources: { Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: g } } }';
/** Takes a minute. */
const RULE = 'Rule: { Type: "AWS::Events::Rule", Properties: { EventPattern: { source: [aws.s3] } } }';
const SLOW = `Resources: { ${RULE} }`;
const LOOKS = 'cloudformation:DescribeStackEvents';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function created(staged: Stage) {
  return ended(staged, staged.cloud.tools.stacks.create(request(GROUP), STANDARD));
}

describe('following an operation', () => {
  it('reports each event once, in order, and gives the stack as it ended', async () => {
    const { stack, events } = await created(stage());
    expect(stack.status).toBe('CREATE_COMPLETE');
    const told = events.map(({ logicalId, status }) => `${logicalId} ${status}`);
    expect(told).toEqual([
      'pre-reqs CREATE_IN_PROGRESS',
      'Group CREATE_IN_PROGRESS',
      'Group CREATE_IN_PROGRESS',
      'Group CREATE_COMPLETE',
      'pre-reqs CREATE_COMPLETE',
    ]);
    const times = events.map(({ time }) => time);
    expect(times).toEqual([...times].sort());
    expect(events.map(({ physicalId }) => physicalId)).toEqual([stack.id, '', 'g', 'g', stack.id]);
    const reasons = events.map((event) => ('reason' in event ? event.reason : 'none'));
    expect(reasons).toEqual(['User Initiated', 'none', 'Resource creation Initiated', 'none', 'none']);
  });

  it('of a deletion ends when the stack is gone, which by its id still can be seen', async () => {
    const staged = stage();
    const { stack } = await created(staged);
    const { stack: gone } = await ended(staged, staged.cloud.tools.stacks.delete(stack.id, STANDARD));
    expect(gone.status).toBe('DELETE_COMPLETE');
    expect(await staged.cloud.tools.stacks.find('pre-reqs')).toBeUndefined();
  });

  it.each([
    [[], []],
    [['Group'], ['Group']],
  ])('of a deletion asks to keep %j and nothing else', async (retain, kept) => {
    const asked: string[] = [];
    const staged = stage({
      between: (incoming, answer) => {
        if (operationOf(incoming) !== 'DeleteStack') return answer();
        const fields = [...new URLSearchParams(incoming.body as string)];
        asked.push(...fields.filter(([name]) => name.startsWith('RetainResources')).map(([, value]) => value));
        return Promise.resolve(xml('<DeleteStackResponse/>'));
      },
    });
    const { stack } = await created(staged);
    await staged.cloud.tools.stacks.delete(stack.id, { ...STANDARD, retain });
    expect(asked).toEqual(kept);
  });

  it('that is none, such as deleting what is gone, ends too', async () => {
    const staged = stage();
    const { stack } = await created(staged);
    await ended(staged, staged.cloud.tools.stacks.delete(stack.id, STANDARD));
    const { events } = await ended(staged, staged.cloud.tools.stacks.delete(stack.id, STANDARD));
    expect(events).toEqual([]);
  });

  it('ends although somebody else began another one meanwhile', async () => {
    const staged = stage();
    const operation = await alone(staged.cloud.tools.stacks.create(request(GROUP), STANDARD));
    staged.pass(120);
    await staged.cloud.tools.stacks.delete(operation.stackId, STANDARD);
    const { events } = await ended(staged, Promise.resolve(operation));
    expect(events.at(-1)).toMatchObject({ logicalId: 'pre-reqs', status: 'CREATE_COMPLETE' });
  });

  it('ends as soon where events bear no token, and not before the operation began', async () => {
    const staged = stage({
      between: async (incoming, answer) => {
        const answered = await answer();
        if (operationOf(incoming) !== 'DescribeStackEvents') return answered;
        const body = Buffer.concat(await (answered.body as Readable).toArray()).toString();
        return xml(body.replaceAll(/<ClientRequestToken>[^<]*<\/ClientRequestToken>/g, ''));
      },
    });
    const { clock } = staged.sandbox;
    const began = clock.now();
    const { stack } = await created(staged);
    expect(stack.status).toBe('CREATE_COMPLETE');
    const deletedAt = clock.now();
    const { stack: gone } = await ended(staged, staged.cloud.tools.stacks.delete(stack.id, STANDARD));
    expect(gone.status).toBe('DELETE_COMPLETE');
    const seconds = [deletedAt - began, clock.now() - deletedAt].map((milliseconds) => milliseconds / 1000);
    expect(Math.max(...seconds)).toBeLessThan(45);
  });

  it('without a token follows whatever is under way', async () => {
    const staged = stage();
    const { stackId } = await alone(staged.cloud.tools.stacks.create(request(GROUP), STANDARD));
    let reported = 0;
    const { stack } = await staged.cloud.tools.stacks.follow({ stackId }, () => (reported += 1));
    expect(stack?.status).toBe('CREATE_COMPLETE');
    expect(reported).toBe(5);
  });

  it('of an update that shows late is not over before it began', async () => {
    let lateUntil = Infinity;
    let held: HttpRequest | undefined;
    const staged = stage({
      // Neither events nor the stack show anything of the update for some minutes.
      between: async (incoming, answer) => {
        if (held && staged.sandbox.clock.now() >= lateUntil) {
          await staged.sandbox.requestHandler.handle(held);
          held = undefined;
        }
        if (operationOf(incoming) !== 'ExecuteChangeSet' || lateUntil < Infinity) return answer();
        held = incoming;
        lateUntil = staged.sandbox.clock.now() + 200_000;
        return xml('<ExecuteChangeSetResponse><ExecuteChangeSetResult/></ExecuteChangeSetResponse>');
      },
    });
    const { stack } = await created(staged);
    const longer = request(GROUP.replace('LogGroupName: g', 'LogGroupName: g, RetentionInDays: 3'));
    const preview = await alone(staged.cloud.tools.stacks.preview(stack, longer, STANDARD));
    if (!preview) throw new Error('nothing would change');
    const { events } = await ended(staged, staged.cloud.tools.stacks.execute(stack.id, preview));
    expect(events.at(-1)).toMatchObject({ logicalId: 'pre-reqs', status: 'UPDATE_COMPLETE' });
  });

  it('waits for a stack that is behind its events, longer each time', async () => {
    const seen: number[] = [];
    const staged: Stage = stage({
      between: (incoming, answer) => {
        if (operationOf(incoming) !== 'DescribeStacks') return answer();
        seen.push(staged.sandbox.clock.now());
        return seen.length <= 3 ? Promise.resolve(xml(underWay)) : answer();
      },
    });
    expect((await created(staged)).stack.status).toBe('CREATE_COMPLETE');
    expect(seen.slice(1).map((time, at) => time - (seen[at] ?? 0))).toEqual([1000, 2000, 3000]);
  });

  it('of a stack that is soon done does not wait for one that is followed longer', async () => {
    const staged = stage();
    const { stacks } = staged.cloud.tools;
    const doneAt = async (name: string, template: string) => {
      const handle = await alone(stacks.create({ ...request(template), name }, STANDARD));
      await stacks.follow(handle, () => undefined);
      return staged.sandbox.clock.now();
    };
    const [slow, quick] = await Promise.all([doneAt('slow', SLOW), doneAt('quick', GROUP)]);
    expect(slow - quick).toBeGreaterThan(30_000);
  });

  it('looks rarely while the last resource takes its time, however many are done, and soon once it is', async () => {
    const quick = Array.from({ length: 20 }, (_, at) => `Group${String(at)}: { Type: "AWS::Logs::LogGroup" }`);
    const staged = stage();
    const { events } = await ended(
      staged,
      staged.cloud.tools.stacks.create(request(`Resources: { ${[RULE, ...quick].join(', ')} }`), STANDARD),
    );
    const [began = 0, ...times] = events.map(({ time }) => Date.parse(time));
    const end = times.at(-1) ?? 0;
    expect(end - began).toBeGreaterThan(60_000);
    expect(staged.sandbox.clock.now() - end).toBeLessThanOrEqual(6000);
    expect(staged.requests.filter((name) => name === 'DescribeStackEvents').length).toBeLessThan(20);
  });
});

describe('a look that goes wrong', () => {
  it.each<[string, Fault]>([
    ['a server error', { kind: 'error', call: LOOKS, code: 'InternalFailure', status: 500, times: 4 }],
    ['throttling', { kind: 'throttle', call: LOOKS, times: 4 }],
    ['a lost connection', { kind: 'drop', call: LOOKS, times: 4 }],
    ['a read that lags behind', absent(2)],
  ])('is survived: %s', async (_, fault) => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    const { stack, events } = await created(stage({ faults: [fault] }));
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(events).toHaveLength(5);
  });

  it('since the stack is gone without a trace ends it, once the operation was seen', async () => {
    let gone = false;
    const staged = stage({
      between: (incoming, answer) =>
        gone && operationOf(incoming) === 'DescribeStackEvents'
          ? Promise.resolve(refusal('ValidationError', 'Stack [x] does not exist'))
          : answer(),
    });
    const { stack } = await created(staged);
    const removal = await alone(staged.cloud.tools.stacks.delete(stack.id, STANDARD));
    const began = staged.sandbox.clock.now();
    await staged.cloud.tools.stacks.follow(removal, () => (gone = true));
    expect((staged.sandbox.clock.now() - began) / 1000).toBeLessThan(10);
  });

  it('since the stack was never there ends it, though not before reads may have caught up', async () => {
    const { kind, call, code, status, message } = absent(1);
    const staged = stage({ faults: [{ kind, call, code, status, message }] });
    const began = staged.sandbox.clock.now();
    const { events } = await created(staged);
    expect(events).toEqual([]);
    const seconds = (staged.sandbox.clock.now() - began) / 1000;
    expect(seconds).toBeGreaterThan(15);
    expect(seconds).toBeLessThan(60);
  });

  it('for want of permission or credentials ends it at once', async () => {
    const denied: Fault = { kind: 'error', call: LOOKS, code: 'AccessDenied', status: 403 };
    const staged = stage({ faults: [denied] });
    await expect(created(staged)).rejects.toMatchObject({ code: 'access-denied' });
    expect(staged.requests.filter((name) => name === 'DescribeStackEvents')).toHaveLength(1);
  });

  it('because the session of the role could not be renewed ends it at once, with exit code 3', async () => {
    let sessions = 0;
    const staged = stage({
      between: (incoming, answer) =>
        operationOf(incoming) === 'AssumeRole' && ++sessions > 1
          ? Promise.resolve(refusal('ExpiredToken', 'it is expired', 403))
          : answer(),
    });
    const operation = await alone(staged.cloud.tools.stacks.create(request(GROUP), STANDARD));
    staged.pass(58 * 60);
    await expect(ended(staged, Promise.resolve(operation))).rejects.toMatchObject({
      code: 'credentials-expired',
      exitCode: 3,
    });
  });
});

const underWay = `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>
  <StackName>pre-reqs</StackName><StackStatus>CREATE_IN_PROGRESS</StackStatus><CreationTime>2026-01-05T00:00:00Z</CreationTime>
</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

function absent(times: number): Extract<Fault, { kind: 'error' }> {
  const message = 'Stack [x] does not exist';
  return { kind: 'error', call: LOOKS, code: 'ValidationError', status: 400, message, times };
}
