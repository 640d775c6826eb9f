import { ifPresent } from '../../../kernel/absence.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';

export const bucketPolicyType: ResourceType = {
  seconds: { create: 3, update: 3, delete: 3 },
  create(properties, context) {
    const Bucket = String(properties['Bucket']);
    if (ifPresent(['NoSuchBucketPolicy'], () => context.invoke('s3', 'GetBucketPolicy', { Bucket }))) {
      throw new AwsError('AlreadyExists', `The bucket policy already exists on bucket ${Bucket}.`);
    }
    putPolicy(Bucket, properties, context);
    return { physicalId: Bucket };
  },
  update(physicalId, properties, _previous, context) {
    putPolicy(physicalId, properties, context);
  },
  delete(physicalId, _properties, context) {
    ifPresent(['NoSuchBucket'], () => context.invoke('s3', 'DeleteBucketPolicy', { Bucket: physicalId }));
  },
};

function putPolicy(Bucket: string, { PolicyDocument: document }: Properties, context: ResourceContext): void {
  const Policy = typeof document === 'string' ? document : JSON.stringify(document);
  context.invoke('s3', 'PutBucketPolicy', { Bucket, Policy });
}
