import { beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../../src/actions/deploy/index.ts';
import { status } from '../../../src/actions/status/index.ts';
import { teardown } from '../../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../../src/lab/stacks.ts';
import { continued, deployedLab, type DeployedWorld } from '../../support/lab-in-place.ts';
import { UNATTENDED } from '../../support/rehearsal.ts';
import { drawn } from '../../support/sweep.ts';
import { staged, type Stage } from './stage.ts';
import { inWords, saying } from '../../support/steps.ts';
import { type Step } from '../../../src/steps.ts';
import { type LabError } from '../../../src/errors.ts';

let world: DeployedWorld;

beforeAll(async () => {
  world = await deployedLab();
});

const DAY = 86_400_000;

/** Runs the commands of the AWS CLI that a hint names, by their operations. */
function obey({ hands }: Stage, hints: readonly Step[]): string[] {
  const commands = [...inWords(hints).matchAll(/aws kms ([a-z-]+) --key-id (\S+) --region us-east-1$/gm)];
  return commands.map(([, command = '', KeyId]) => {
    const operation = command.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    hands.tools('kms', operation, { KeyId });
    return operation;
  });
}

async function refusalOf({ context }: Stage): Promise<LabError> {
  return deploy(context, STACK_IDS, UNATTENDED).then(
    () => expect.fail('this was to be refused'),
    (error: unknown) => error as LabError,
  );
}

describe('a key that was laid hands on', () => {
  it.each(
    drawn([
      ['ScheduleKeyDeletion', 'key-pending-deletion', ['CancelKeyDeletion', 'EnableKey']],
      ['DisableKey', 'key-disabled', ['EnableKey']],
    ]),
  )('by %s is mended by hand as the hint says, and by nothing before', async (operation, code, mending) => {
    const stage = staged(await continued(world));
    const { context, hands, idOf, takeWrites } = stage;
    const KeyId = idOf('prerequisites', 'Key');
    hands.tools('kms', operation, { KeyId });
    const report = await status(context);
    expect(report.stacks?.[0]).toMatchObject({
      resources: 'differs',
      drift: [{ logicalId: 'Key', physicalId: KeyId }],
    });
    takeWrites();
    const refusal = await refusalOf(stage);
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(KeyId) as string });
    expect(takeWrites()).toEqual([]);
    expect(report.next).toEqual(expect.arrayContaining([...refusal.hints]));
    expect(obey(stage, refusal.hints)).toEqual(mending);
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    expect((await status(context)).stacks?.[0]).toMatchObject({ resources: 'current' });
  });

  it('and is gone for good takes the lab with it, which can be torn down and made anew', async () => {
    const stage = staged(await continued(world));
    const { context, hands, idOf, sandbox } = stage;
    hands.tools('kms', 'ScheduleKeyDeletion', { KeyId: idOf('prerequisites', 'Key'), PendingWindowInDays: 7 });
    sandbox.cloud.advanceTo(sandbox.cloud.world.now + 8 * DAY);
    expect(await refusalOf(stage)).toMatchObject({
      code: 'key-deleted',
      hints: saying(/mlops-lab teardown\n.*mlops-lab init$/),
    });
    expect((await teardown(context, UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
  });
});
