import { expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { submitWatched } from '../pipeline/releases.ts';
import { loadBundle } from '../support/bundle.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LOOKS, recordsOf, settleNeighbours } from '../support/neighbourhood.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

/** Those of the lab's kinds that a name, a display name or tags make look like the lab's, in each of three accounts. */
const EACH_LOOKS = 3 * LOOKS.length;
/** Keys, stacks and networks have no name that says anything: only copied tags make them look like the lab's. */
const TAGS_ALONE = 3;

const SEEN = {
  alarm: EACH_LOOKS,
  bucket: EACH_LOOKS,
  endpoint: EACH_LOOKS,
  'endpoint configuration': EACH_LOOKS,
  key: TAGS_ALONE,
  'key alias': EACH_LOOKS,
  'lifecycle configuration': LOOKS.length,
  'log group': EACH_LOOKS,
  model: EACH_LOOKS,
  network: TAGS_ALONE,
  notebook: LOOKS.length,
  parameter: EACH_LOOKS,
  policy: LOOKS.length,
  portfolio: EACH_LOOKS,
  product: EACH_LOOKS,
  role: EACH_LOOKS,
  rule: EACH_LOOKS,
  stack: TAGS_ALONE,
  topic: EACH_LOOKS,
};

const ROOM_FOR_NETWORKS = { kind: 'quota', quota: 'ec2:vpcs', value: 10 } as const;

function kindsSeen({ lookAlikes = [] }: Awaited<ReturnType<typeof teardown>>): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { kind } of lookAlikes) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
}

async function leavesAllAsTheyAre(rehearsal: Rehearsal, theirs: readonly string[]) {
  const records = recordsOf(rehearsal, theirs);
  expect(records.length).toBeGreaterThanOrEqual(theirs.length);
  const result = await teardown(rehearsal.context, UNATTENDED);
  expect(result.leftovers?.filter(({ expected }) => !expected)).toEqual([]);
  expect(recordsOf(rehearsal, theirs)).toEqual(records);
  return result;
}

it('a teardown among strangers of every kind, and beside another lab, leaves each as it is and ends well, also run again', async () => {
  const rehearsal = await continued(await deployedLab(), { faults: [ROOM_FOR_NETWORKS] });
  const theirs = settleNeighbours(rehearsal);
  expect(theirs.length).toBeGreaterThanOrEqual(186);
  const lab = { ...rehearsal.context.lab, name: 'lab-2' };
  const other = { ...rehearsal, context: { ...rehearsal.context, lab, bundle: await loadBundle(lab) } };
  const { status, outputs } = await deploy(other.context, STACK_IDS, UNATTENDED);
  expect(status).toBe('succeeded');
  expect(outputs?.prerequisites?.AssetBucketName).toBe('mlops-lab-2--assets-111111111111-us-east-1');
  expect((await deploy(rehearsal.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');

  const result = await leavesAllAsTheyAre(rehearsal, theirs);
  expect(result.status).toBe('succeeded');
  expect(kindsSeen(result)).toEqual(SEEN);
  const again = await leavesAllAsTheyAre(rehearsal, theirs);
  expect(again.status).toBe('unchanged');
  expect(kindsSeen(again)).toEqual(SEEN);

  expect((await deploy(other.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
  expect(await submitWatched(other)).toMatchObject({ status: 'succeeded', release: { outcome: 'released' } });
});

it("what had one of the lab's names before the lab came is not taken along when that lab, which failed for it, goes", async () => {
  const rehearsal = await rehearse();
  const { staging } = LAB.accounts;
  const principal = { kind: 'root', account: staging.id, arn: `arn:aws:iam::${staging.id}:root`, userId: 'x' } as const;
  const call = (service: string, operation: string, input: object) =>
    rehearsal.sandbox.cloud.answer({ principal, account: staging.id, region: LAB.region, service, operation, input });
  const { KeyMetadata } = call('kms', 'CreateKey', {}) as { KeyMetadata: { KeyId: string } };
  call('kms', 'CreateAlias', { AliasName: 'alias/mlops-lab--models', TargetKeyId: KeyMetadata.KeyId });
  call('logs', 'CreateLogGroup', { logGroupName: '/aws/sagemaker/Endpoints/mlops-lab--nonprod' });
  const before = rehearsal.inventory();
  const deployed = deploy(rehearsal.context, ['prerequisites', 'staging'], UNATTENDED);
  await expect(deployed).rejects.toMatchObject({ code: 'stack-failed' });
  const result = await teardown(rehearsal.context, UNATTENDED);
  expect(result.status).toBe('succeeded');
  expect(kindsSeen(result)).toEqual({ 'key alias': 1, 'log group': 1 });
  expect(rehearsal.inventory()).toEqual(before);
});
