import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { awsCloud } from '../../src/aws/cloud.ts';
import { keysOf } from '../../src/sandbox/services/iam/keys.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { operatorOf } from '../permissions/people.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

const MINUTE = 60_000;

/** How long, in minutes, the session of a stack operation had to live when the operation began. */
function livesAtBeginning({ sandbox }: Rehearsal, operation: string): number[] {
  const { keys } = keysOf(sandbox.cloud.world);
  return sandbox.cloud.trail.entries().flatMap((entry) => {
    const { expiresAt } = keys[entry.principal.accessKeyId ?? ''] ?? {};
    if (entry.operation !== operation || entry.via !== undefined || expiresAt === undefined) return [];
    return [(expiresAt - Date.parse(entry.time)) / MINUTE];
  });
}

/** A rehearsal with keys for the Tools account that end, and of which there are no others. */
async function withTemporaryKeys(minutes: number): Promise<Rehearsal> {
  const rehearsal = await rehearse();
  const { sandbox, context } = rehearsal;
  const { id } = LAB.accounts.tools;
  const { Credentials: session } = sandbox.cloud.answer({
    principal: operatorOf(sandbox, id).principal,
    account: id,
    region: LAB.region,
    service: 'sts',
    operation: 'GetSessionToken',
    input: { DurationSeconds: minutes * 60 },
  }) as { Credentials: SessionKeys };
  const temporary = {
    accessKeyId: session.AccessKeyId,
    secretAccessKey: session.SecretAccessKey,
    sessionToken: session.SessionToken,
    expiration: session.Expiration,
  };
  const lab = { ...LAB, accounts: { ...LAB.accounts, tools: { id } } };
  const cloud = awsCloud({
    lab,
    clock: sandbox.clock,
    requestHandler: sandbox.requestHandler,
    baseCredentials: () => Promise.resolve(temporary),
    mfaCode: () => Promise.reject(new Error('nobody has a device')),
    federation: { url: 'https://signin.example/federation', post: sandbox.postForm },
  });
  return { ...rehearsal, context: { ...context, lab, cloud } };
}

interface SessionKeys {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

function warnings({ events }: Rehearsal): string[] {
  return events.flatMap((event) => (event.type === 'notice' && event.level === 'warning' ? [event.message] : []));
}

describe('a session that CloudFormation works on with', () => {
  it('is fresh for each stack, however long the question before it stood', async () => {
    const answers = {
      confirm: () => {
        rehearsal.sandbox.cloud.advanceTo(rehearsal.sandbox.clock.now() + 50 * MINUTE);
        return Promise.resolve(true);
      },
    };
    const rehearsal: Rehearsal = await rehearse({ answers });
    const unconfirmed = { ...UNATTENDED, yes: false };
    await deploy(rehearsal.context, ['prerequisites', 'staging', 'network', 'catalog', 'selfService'], unconfirmed);
    const lives = livesAtBeginning(rehearsal, 'CreateStack');
    expect(lives).toHaveLength(5);
    expect(Math.min(...lives)).toBeGreaterThanOrEqual(45);
    expect(warnings(rehearsal)).toEqual([]);
  });

  it('is warned of where it is short and no other can be had', async () => {
    const rehearsal = await withTemporaryKeys(30);
    await deploy(rehearsal.context, ['prerequisites'], UNATTENDED);
    expect(warnings(rehearsal)).toEqual([
      expect.stringMatching(/the session in the Tools account 111111111111 ends in \d+ minutes, and no new one/),
    ]);
  });

  it('that ends too early is told as the cause, and the next run finishes what it left', async () => {
    const rehearsal = await withTemporaryKeys(15);
    const { sandbox } = rehearsal;
    sandbox.cloud.advanceTo(sandbox.clock.now() + 14.5 * MINUTE);
    await expect(deploy(rehearsal.context, ['prerequisites'], UNATTENDED)).rejects.toMatchObject({ exitCode: 3 });
    const next = await rehearse({ storage: memoryStorage(sandbox.cloud.world.snapshot(), sandbox.cloud.blobs) });
    next.sandbox.cloud.advanceTo(next.sandbox.clock.now() + 10 * MINUTE);
    expect((await next.context.cloud.tools.stacks.find('pre-reqs'))?.status).toBe('ROLLBACK_FAILED');
    expect((await deploy(next.context, ['prerequisites'], UNATTENDED)).status).toBe('succeeded');
  });

  it('of a teardown is warned of too', async () => {
    const rehearsal = await withTemporaryKeys(30);
    await deploy(rehearsal.context, ['prerequisites'], UNATTENDED);
    rehearsal.events.length = 0;
    await teardown(rehearsal.context, UNATTENDED);
    expect(warnings(rehearsal)).toHaveLength(1);
  });
});
