import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import type { Orphans } from '../../ports/orphans.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { translated, type CallSite } from '../errors.ts';
import { deleteBucket } from './buckets.ts';
import { skippedDeletions } from './events.ts';
import { keepKey } from './keep-key.ts';
import { deleteLoose } from './loose.ts';
import { deleteFromNetwork, isOfNetwork, orphansInNetwork } from './network.ts';

/**
 * Resources of a network carry their stack's tag and are found even when events are long gone; all others are found by
 * events.
 */
export function awsOrphans(setup: ClientSetup, site: CallSite): Orphans {
  const [stacks, ec2, s3] = [
    clientOf(CloudFormationClient, setup),
    clientOf(EC2Client, setup),
    clientOf(S3Client, setup),
  ];
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
