import { EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import type { ObservedStack } from '../../lab/stack-status.ts';
import type { Orphan, Orphans } from '../../ports/orphans.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { translated, type CallSite } from '../errors.ts';
import type { AwsStacks } from '../stacks.ts';
import { deleteBucket } from './buckets.ts';
import { keepKey } from './keep-key.ts';
import { deleteLoose } from './loose.ts';
import { deleteFromNetwork, isOfNetwork, orphansInNetwork } from './network.ts';

/**
 * Resources of a network carry their stack's tag and are found even when events are long gone; all others are found by
 * events.
 */
export function awsOrphans(setup: ClientSetup, site: CallSite, stacks: AwsStacks): Orphans {
  const [ec2, s3] = [clientOf(EC2Client, setup), clientOf(S3Client, setup)];
  return {
    of: (stack) =>
      translated(site, async () => {
        const skipped = await skippedDeletions(stacks, stack);
        const others = skipped.filter(({ resourceType }) => !isOfNetwork(resourceType));
        return [...(await orphansInNetwork({ ec2, stacks }, stack, skipped)), ...others];
      }),
    delete: (orphan) =>
      translated(site, () =>
        orphan.resourceType === 'AWS::S3::Bucket'
          ? deleteBucket(s3, setup.clock, orphan.id)
          : deleteFromNetwork(ec2, setup.clock, orphan),
      ),
    deleteLoose: (kind, name) => translated(site, () => deleteLoose(setup, kind, name)),
    keepKey: (bucket, keys) => translated(site, () => keepKey(setup, bucket, keys)),
  };
}

/** Resources that a stack failed to delete and no longer lists. */
async function skippedDeletions(stacks: AwsStacks, { id, name }: ObservedStack): Promise<Orphan[]> {
  const present = new Set(await stacks.resourceIds(id));
  const { undeleted } = await stacks.past(id);
  return undeleted.filter((each) => !present.has(each.id)).map((each) => ({ stackName: name, ...each }));
}
